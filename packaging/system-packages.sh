#!/bin/sh
# Install packages of the system where that needs no asking (root on Debian or Ubuntu), else print the line to type.
# Usage: system-packages.sh REASON PACKAGE...
set -eu

reason=$1
shift

if command -v apt-get >/dev/null 2>&1; then
    if [ "$(id -u)" -eq 0 ]; then
        echo "$reason: installing $*" >&2
        export DEBIAN_FRONTEND=noninteractive
        if said=$( (apt-get update && apt-get install -y --no-install-recommends "$@") 2>&1); then exit 0; fi
        echo "$said" >&2
        echo "apt-get could not install them: what it said stands above. Mend it and try again." >&2
        exit 1
    fi
    echo "$reason. Type this line, then try again:" >&2
    echo "sudo apt-get install -y --no-install-recommends $*" >&2
else
    echo "$reason. Install what your system calls these packages of Debian, then try again: $*" >&2
fi
exit 1
