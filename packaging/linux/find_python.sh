# Finds the Python that .venv is made with, and what is missing to make it. Read by the scripts beside it.
# shellcheck shell=bash

# A name may exist and still not run (version managers leave such shims), so each one is asked.
find_python() {
    local name
    for name in python3 python3.13 python3.12 python3.11; do
        if "$name" -c 'import sys; sys.exit(sys.version_info < (3, 11))' 2>/dev/null; then
            "$name" -c 'import sys; print(sys.executable)'
            return 0
        fi
    done
    return 1
}

is_offered() {
    apt-cache show "$1" 2>/dev/null | grep -q '^Package:'
}

# Prints the packages without which no .venv can be made here; nothing where there is one that works.
packages_for_venv() {
    local python name
    if .venv/bin/python -c 'import pip, sys; sys.exit(sys.version_info < (3, 11))' 2>/dev/null; then return; fi
    if python=$(find_python); then
        # Debian keeps the part of Python that makes a .venv in a package of its own.
        "$python" -c 'import ensurepip' 2>/dev/null ||
            "$python" -c 'import sys; print("python%d.%d-venv" % sys.version_info[:2], end=" ")'
        return
    fi
    for name in python3.13 python3.12; do
        if is_offered "$name"; then break; fi
        name=python3.11
    done
    echo -n "$name $name-venv "
}
