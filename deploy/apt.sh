#!/bin/sh
# Installs Debian packages where that is allowed; elsewhere says which line to run, and stops.
# usage: sh deploy/apt.sh "what they are for" PACKAGE...
set -eu

purpose=$1
shift
if command -v apt-get >/dev/null; then
    if [ "$(id -u)" = 0 ]; then
        as_root=""
    elif sudo -n true 2>/dev/null; then
        as_root="sudo -n"
    else
        as_root=refused
    fi
    if [ "$as_root" != refused ]; then
        echo "ติดตั้ง $purpose / Installing: $*"
        export DEBIAN_FRONTEND=noninteractive
        apt="$as_root env DEBIAN_FRONTEND=noninteractive apt-get -q -o DPkg::Lock::Timeout=300"
        $apt update </dev/null >/dev/null || true # an unreachable source need not matter: the install tells
        $apt install -y --no-install-recommends "$@" </dev/null >/dev/null
        exit
    fi
fi
echo "ขาด $purpose โปรดสั่งบรรทัดต่อไปนี้แล้วลองใหม่ / Missing: $purpose. Run this line, then try again:" >&2
echo "    sudo apt-get install -y --no-install-recommends $*" >&2
exit 1
