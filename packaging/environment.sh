#!/bin/sh
# Make .venv and install the program into it, editable; do nothing when that is already so.
# Usage: environment.sh [EXTRA]        EXTRA: what else pyproject.toml offers, such as dev
set -eu
cd "$(dirname "$0")/.."

extra=${1:-}
stamp=.venv/.installed
log=.venv/install.log
wanted="$(cksum <pyproject.toml)"

fits() { # PYTHON: does it start (a shim may not), and is it a version that the program runs on?
    "$1" -c 'import sys; sys.exit(not (3, 11) <= sys.version_info[:2] <= (3, 13))' >/dev/null 2>&1
}

find_python() {
    for candidate in python3.13 python3.12 python3.11 python3; do
        if fits "$candidate"; then
            echo "$candidate"
            return
        fi
    done
}

sound() { # Does the environment start, and was it made in this folder? One that was moved starts the old folder's tools.
    fits .venv/bin/python && grep -qsF "$(pwd -P)/.venv" .venv/bin/activate
}

installed() {
    [ -f "$stamp" ] || return 1
    case "$(cat "$stamp")" in
    "$wanted $extra") ;;
    "$wanted "*) [ -z "$extra" ] ;;
    *) false ;;
    esac
}

if installed && sound; then exit 0; fi

python=$(find_python)
if [ -z "$python" ] && ! command -v python3 >/dev/null; then
    sh packaging/system-packages.sh "Claimdesk needs Python 3.11, 3.12 or 3.13" python3 python3-venv
    python=$(find_python)
fi
if [ -z "$python" ]; then
    echo "Claimdesk needs Python 3.11, 3.12 or 3.13, and python3 is none of them: install one and try again." >&2
    exit 1
fi
if ! "$python" -c 'import ensurepip, venv' 2>/dev/null; then
    version=$("$python" -c 'import sys; print("%d.%d" % sys.version_info[:2])')
    sh packaging/system-packages.sh "This Python cannot make environments yet" "python$version-venv"
fi

echo "Installing Claimdesk into .venv (once; it may take some minutes) ..." >&2
rm -f "$stamp"
if ! sound; then "$python" -m venv --clear .venv; fi
if ! .venv/bin/python -m pip install --disable-pip-version-check --editable ".${extra:+[$extra]}" >"$log" 2>&1; then
    cat "$log" >&2
    echo "Claimdesk could not be installed: what pip said stands above. Mend it and try again." >&2
    exit 1
fi
echo "$wanted $extra" >"$stamp"
