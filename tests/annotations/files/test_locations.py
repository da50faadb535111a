"""What a project's folder tells of network drives and sync tools."""

from pathlib import Path

import pytest

from annotations.files.locations import advice_for, synced_by, type_of_mount

MOUNTS = r"""22 1 254:0 / / rw,relatime shared:1 - ext4 /dev/vda rw
30 22 0:40 / /mnt/team\040files rw,relatime - nfs4 server:/export rw,vers=4.2
31 22 0:41 / /mnt/team rw,relatime shared:7 master:2 - cifs //server/team rw
32 31 0:42 / /mnt/team/local rw - ext4 /dev/vdb rw
33 22 0:43 / /home/ana/host rw - fuse.sshfs ana@host: rw
34 22 0:44 / /mnt/twice rw - ext4 /dev/vdc rw
35 34 0:45 / /mnt/twice rw - nfs server:/twice rw
broken line
"""


@pytest.mark.parametrize(
    ("path", "kind"),
    [
        ("/home/ana/p.claimdesk", "ext4"),
        ("/mnt/team files/p.claimdesk", "nfs4"),
        ("/mnt/team/p.claimdesk", "cifs"),
        ("/mnt/team/local/p.claimdesk", "ext4"),
        ("/mnt/teams/p.claimdesk", "ext4"),
        ("/home/ana/host/deep/p.claimdesk", "fuse.sshfs"),
        ("/mnt/twice/p.claimdesk", "nfs"),
    ],
)
def test_the_innermost_mount_counts(path: str, kind: str) -> None:
    assert type_of_mount(Path(path), MOUNTS) == kind


@pytest.mark.parametrize(
    ("folder", "tool"),
    [
        ("Dropbox/work", "Dropbox"), ("Dropbox (Agency)", "Dropbox"), ("OneDrive - Agency/x", "OneDrive"),
        ("Google Drive", "Google Drive"), ("Library/CloudStorage/GoogleDrive-a@b.c", "Google Drive"),
        ("Nextcloud", "Nextcloud"), ("Mobile Documents/com~apple~CloudDocs", "iCloud"), ("MEGA", "MEGA"),
        ("megaproject", ""), ("work/dropped", ""),
    ],
)  # fmt: skip
def test_a_synced_folder_is_known_by_its_name(folder: str, tool: str, tmp_path: Path) -> None:
    path = tmp_path / folder / "p.claimdesk"
    path.parent.mkdir(parents=True)
    assert synced_by(path) == tool
    assert (tool in advice_for(path) and "syncs" in advice_for(path)) == bool(tool)


def test_a_synced_folder_is_known_by_what_the_tool_puts_into_it(tmp_path: Path) -> None:
    (tmp_path / "share" / ".stfolder").mkdir(parents=True)
    assert "Syncthing" in advice_for(tmp_path / "share" / "deep" / "p.claimdesk")


def test_a_link_into_a_synced_folder_is_followed(tmp_path: Path) -> None:
    (tmp_path / "Dropbox").mkdir()
    (tmp_path / "link").symlink_to(tmp_path / "Dropbox")
    assert "Dropbox" in advice_for(tmp_path / "link" / "p.claimdesk")


def test_an_ordinary_folder_needs_no_advice(tmp_path: Path) -> None:
    assert advice_for(tmp_path / "p.claimdesk") == ""
