#!/bin/sh
# Finds a Python that this bundle has packages for, and gives it the words: program/versions.py WORDS.
here=$(cd "$(dirname "$0")" && pwd)
for version in @PYTHONS@; do
    for python in "python$version" python3; do
        if "$python" -c "import sys; sys.exit('$version' != '.'.join(map(str, sys.version_info[:2])))" 2>/dev/null; then
            exec "$python" "$here/program/versions.py" "$@"
        fi
    done
done
echo "Máy này chưa có Python từ @OLDEST@ đến @NEWEST@. Python @OLDEST@ to @NEWEST@ is needed (with its module venv)." >&2
exit 2
