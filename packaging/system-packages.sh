#!/bin/sh
# Install system packages as root on Debian or Ubuntu; anywhere else print the command to run.
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
        echo "apt-get could not install them. See its messages above, fix the problem and try again." >&2
        exit 1
    fi
    echo "$reason. Run this command, then try again:" >&2
    echo "sudo apt-get install -y --no-install-recommends $*" >&2
else
    echo "$reason. Install your system's equivalent of these Debian packages, then try again: $*" >&2
fi
exit 1
