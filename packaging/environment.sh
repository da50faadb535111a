#!/bin/sh
# Make .venv and install the program into it in editable mode. Does nothing when that is already done.
# Usage: environment.sh [EXTRAS]        EXTRAS: extras of pyproject.toml, such as dev or dev,peers
# The environment variable PYTHON names the Python to use.
set -eu
cd "$(dirname "$0")/.."

extras=${1:-}
stamp=.venv/.installed
log=.venv/install.log
project="$(cksum <pyproject.toml)"

fits() { # PYTHON: does it start (a shim may not), and is it new enough?
    "$1" -c 'import sys; sys.exit(sys.version_info < (3, 11))' >/dev/null 2>&1
}

find_python() { # the versions that are tested most come first
    for candidate in ${PYTHON:-python3.13 python3.12 python3.11 python3.14 python3.15 python3}; do
        if fits "$candidate"; then
            echo "$candidate"
            return
        fi
    done
}

usable() { # Does the environment start, and was it made in this folder? One that was moved starts the old folder's tools.
    fits .venv/bin/python && grep -qsF "$(pwd -P)/.venv" .venv/bin/activate
}

installed() { # Does the stamp have this pyproject.toml and at least these extras?
    [ -f "$stamp" ] || return 1
    had=$(cat "$stamp")
    case "$had" in "$project "*) ;; *) return 1 ;; esac
    for extra in $(echo "$extras" | tr , ' '); do
        case ",${had#"$project "}," in *",$extra,"*) ;; *) return 1 ;; esac
    done
}

if installed && usable; then exit 0; fi

python=$(find_python)
if [ -z "$python" ] && ! command -v python3 >/dev/null; then
    sh packaging/system-packages.sh "Claimdesk needs Python 3.11 or newer" python3 python3-venv
    python=$(find_python)
fi
if [ -z "$python" ]; then
    echo "Claimdesk needs Python 3.11 or newer, but ${PYTHON:-python3} is older. Install a newer one and try again." >&2
    exit 1
fi
if ! "$python" -c 'import ensurepip, venv' 2>/dev/null; then
    version=$("$python" -c 'import sys; print("%d.%d" % sys.version_info[:2])')
    sh packaging/system-packages.sh "This Python cannot make virtual environments yet" "python$version-venv"
fi

echo "Installing Claimdesk into .venv (once; this can take a few minutes) ..." >&2
rm -f "$stamp"
if ! usable; then "$python" -m venv --clear .venv; fi
if ! .venv/bin/python -m pip install --disable-pip-version-check --editable ".${extras:+[$extras]}" >"$log" 2>&1; then
    cat "$log" >&2
    echo "Claimdesk could not be installed. See pip's messages above, fix the problem and try again." >&2
    exit 1
fi
echo "$project $extras" >"$stamp"
