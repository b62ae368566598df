#!/bin/sh
# Prints the first Python on this machine that can carry the project, or says on stderr what is missing.
# `PYTHON=/path/to/python make run` decides it by hand.
set -eu

# A name on the path proves nothing (a version manager's shim may have no version behind it), so each one is tried.
probe='
import sys
assert sys.version_info >= (3, 11)
import ctypes, ensurepip, sqlite3, ssl, venv
print(sys.executable)
'

for candidate in ${PYTHON:-python3.13 python3.12 python3.11 python3 python}; do
    if found=$("$candidate" -c "$probe" 2>/dev/null); then
        echo "$found"
        exit 0
    fi
done

{
    if [ -n "${PYTHON:-}" ]; then
        echo "PYTHON=$PYTHON cannot carry the project."
    else
        echo "No suitable Python was found (tried python3.13, python3.12, python3.11, python3, python)."
    fi
    echo "It takes Python 3.11 or later with the modules venv, ensurepip, sqlite3 and ssl."
    echo "Debian and Ubuntu: apt-get install python3 python3-venv. macOS: brew install python@3.13."
} >&2
exit 1
