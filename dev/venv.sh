#!/bin/sh
# Makes .venv with the newest Python found, and says plainly when none is new enough.
set -eu

for name in "${PYTHON:-python3}" python3.14 python3.13 python3.12 python3.11 python3 python; do
    if "$name" -c 'import sys; sys.exit(sys.version_info < (3, 11))' >/dev/null 2>&1; then
        echo "Making .venv with $("$name" --version) ..."
        "$name" -m venv --clear .venv && exit 0
        echo "That Python cannot make a virtual environment; on Debian, install python3-venv." >&2
        exit 1
    fi
done
echo "Sapar needs Python 3.11 or newer. Found: $(python3 --version 2>&1 || true)." >&2
echo "Install a newer one, or name it: make install PYTHON=python3.12" >&2
exit 1
