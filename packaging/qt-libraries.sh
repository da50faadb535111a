#!/bin/sh
# Install the system libraries that Qt loads and its wheel does not include. Linux only.
# With a display the window system's libraries are needed too; without one Qt only has to draw.
set -eu
cd "$(dirname "$0")/.."

[ "$(uname -s)" = Linux ] || exit 0

draws() {
    QT_QPA_PLATFORM=offscreen .venv/bin/python - >/dev/null 2>&1 <<'PYTHON'
from PySide6.QtGui import QFontDatabase
from PySide6.QtWidgets import QApplication

application = QApplication([])
raise SystemExit(not QFontDatabase.families())
PYTHON
}

loads() { # PLATFORM: does the plugin for this window system find all its libraries?
    plugin=$(.venv/bin/python -c 'import PySide6; print(PySide6.__path__[0])')/Qt/plugins/platforms/libq$1.so
    ! ldd "$plugin" 2>/dev/null | grep -q 'not found'
}

complete() {
    draws || return 1
    if [ -z "${DISPLAY:-}${WAYLAND_DISPLAY:-}" ]; then return 0; fi
    if [ -n "${WAYLAND_DISPLAY:-}" ] && loads wayland; then return 0; fi
    [ -n "${DISPLAY:-}" ] && loads xcb
}

if complete; then exit 0; fi

# What the libraries and plugins of PySide6-Essentials link to, as Debian packages, and one font.
sh packaging/system-packages.sh "Qt needs more system libraries" \
    fonts-dejavu-core libdbus-1-3 libegl1 libfontconfig1 libfreetype6 libgl1 libglib2.0-0 \
    libwayland-client0 libwayland-cursor0 libwayland-egl1 libx11-6 libx11-xcb1 \
    libxcb-cursor0 libxcb-glx0 libxcb-icccm4 libxcb-image0 libxcb-keysyms1 libxcb-randr0 libxcb-render-util0 \
    libxcb-render0 libxcb-shape0 libxcb-shm0 libxcb-sync1 libxcb-util1 libxcb-xfixes0 libxcb-xkb1 libxcb1 \
    libxkbcommon-x11-0 libxkbcommon0

if complete; then exit 0; fi

echo "Qt still does not start, or finds no font. Qt's message:" >&2
if [ -z "${DISPLAY:-}${WAYLAND_DISPLAY:-}" ]; then export QT_QPA_PLATFORM=offscreen; fi
.venv/bin/python -c 'from PySide6.QtWidgets import QApplication; QApplication([])' >&2 || true
exit 1
