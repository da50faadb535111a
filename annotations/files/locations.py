"""Detect projects on a network drive or in a synced folder, and give advice.

SQLite relies on locks that network drives often do not keep, and sync tools replace a file while it is open. Nothing
here opens the project.
"""

import os
import sys
from pathlib import Path

NETWORK = frozenset(
    {"9p", "afs", "ceph", "cifs", "davfs", "fuse.davfs", "fuse.glusterfs", "fuse.gvfsd-fuse", "fuse.rclone"}
    | {"fuse.sshfs", "ncpfs", "nfs", "nfs4", "smb2", "smb3", "smbfs"}
)
_SYNCED = {  # by the beginning of a folder's name
    "dropbox": "Dropbox",
    "onedrive": "OneDrive",
    "google drive": "Google Drive",
    "googledrive": "Google Drive",
    "nextcloud": "Nextcloud",
    "owncloud": "ownCloud",
    "com~apple~clouddocs": "iCloud",
    "icloud": "iCloud",
    "pcloud": "pCloud",
    "mega": "MEGA",
}
_WHOLE = {"mega"}  # other folders have similar names
_MARKERS = {  # what sync tools put into the folder they sync
    ".dropbox": "Dropbox",
    ".dropbox.cache": "Dropbox",
    ".stfolder": "Syncthing",
    ".nextcloudsync.log": "Nextcloud",
    ".owncloudsync.log": "ownCloud",
}
_REMOTE = 4  # Windows' code for a network drive


def advice_for(path: Path) -> str:
    """A warning about the location of a project, in one or two sentences. Empty for an ordinary folder."""
    real = Path(os.path.realpath(path))
    if tool := synced_by(real):
        return (
            f"This project is in a folder that {tool} syncs. Close it here before you open it on another computer, or "
            "keep it in a folder that is not synced."
        )
    if is_on_network(real):
        return (
            "This project is on a network drive, where work can be lost if two computers open it at once. Copy it to "
            "this computer and work there."
        )
    return ""


def synced_by(path: Path) -> str:
    """The tool that syncs the folder of a file. Empty if none is known."""
    for folder in path.parents:
        name = folder.name.casefold()
        for start, tool in _SYNCED.items():
            if name == start or (start not in _WHOLE and name.startswith(start)):
                return tool
        for marker, tool in _MARKERS.items():
            if os.path.exists(folder / marker):
                return tool
    return ""


def is_on_network(path: Path) -> bool:
    """Whether a file is on a network drive. Works on Linux and Windows."""
    if sys.platform == "win32":
        import ctypes

        return path.drive.startswith("\\\\") or ctypes.windll.kernel32.GetDriveTypeW(path.anchor) == _REMOTE
    try:
        mounts = Path("/proc/self/mountinfo").read_text(encoding="utf-8", errors="surrogateescape")
    except OSError:
        return False
    return type_of_mount(path, mounts) in NETWORK


def type_of_mount(path: Path, mounts: str) -> str:
    """The type of the file system of a path, from Linux's mountinfo."""
    found, longest = "", -1
    for line in mounts.splitlines():
        before, _, after = line.partition(" - ")
        if len(before.split()) > 4 and after:
            point = Path(_unescaped(before.split()[4]))
            if len(point.parts) >= longest and path.is_relative_to(
                point
            ):  # if two are mounted at one point, the later one counts
                found, longest = after.split()[0], len(point.parts)
    return found


def _unescaped(name: str) -> str:
    for code, character in (("\\040", " "), ("\\011", "\t"), ("\\012", "\n"), ("\\134", "\\")):
        name = name.replace(code, character)
    return name
