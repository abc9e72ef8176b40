#!/bin/sh
# Makes the virtual environment in .venv with the first Python that is new enough (3.11).
set -eu

new_enough() { "$1" -c 'import sys; sys.exit(sys.version_info < (3, 11))' 2>/dev/null; }
complete() { "$1" -c 'import ensurepip, venv' 2>/dev/null; }

chosen=""
for python in python3 python3.14 python3.13 python3.12 python3.11; do
    if new_enough "$python"; then
        chosen=${chosen:-$python}
        if complete "$python"; then
            chosen=$python
            break
        fi
    fi
done
if [ -z "$chosen" ]; then
    echo "ต้องมี Python 3.11 ขึ้นไป / Python 3.11 or newer is needed; see https://www.python.org/downloads/" >&2
    exit 1
fi
if ! complete "$chosen"; then # Debian keeps this part of Python in a package of its own
    version=$("$chosen" -c 'import sys; print("%d.%d" % sys.version_info[:2])')
    sh "$(dirname "$0")/apt.sh" "Python venv" "python$version-venv"
fi
"$chosen" -m venv --clear .venv
