#!/usr/bin/env bash
# Writes down the exact versions that everybody runs with, and the hash of each file of each, for all systems and Pythons.
# What stands in the lists stays as it is while the ranges allow it; `make_locks.sh --upgrade` takes the newest of all.
set -eu
cd "$(dirname "$0")/../.."

lock() { # FILE SOURCES... : the list of what the sources ask for
    list=$1
    shift
    .venv/bin/uv pip compile --quiet --universal --python-version 3.11 --generate-hashes --no-annotate \
        --custom-compile-command "make locks" $upgrade --output-file "$list" "$@"
    echo "$list: $(grep -c '^[a-zA-Z]' "$list") packages"
}

upgrade=${1:-}
lock requirements.txt pyproject.toml
lock requirements-build.txt requirements-build.in
lock requirements-dev.txt --extra dev --constraint requirements.txt pyproject.toml requirements-build.in
lock requirements-package.txt --constraint requirements-dev.txt requirements-package.in
lock requirements-ear.txt --constraint requirements-dev.txt requirements-ear.in
