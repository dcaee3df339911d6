#!/usr/bin/env bash
# Makes .venv with the locked packages and the checkout itself, for running or for testing.
# Does nothing when .venv already holds exactly that. Installs no Qt libraries: install-qt-libs.sh does.
# Usage: make_venv.sh run|test
set -eu

purpose=${1:?run or test}
cd "$(dirname "$0")/../.."
. packaging/linux/find_python.sh

case $purpose in
    run) locks="-r requirements.txt -r requirements-build.txt" ;;
    test) locks="-r requirements-dev.txt" ;; # it has what the other two have
    *) echo "Say what .venv is for: run or test." >&2; exit 2 ;;
esac

# Contents, not file times: a stamp made by times is wrong after a checkout of an older version.
# The folder counts too, because the installed link to the checkout is an absolute path.
wanted=$(printf '%s\n' "$PWD"; cat requirements*.txt pyproject.toml | cksum)
if .venv/bin/python -c '' 2>/dev/null; then
    # What is ready for testing is ready for running.
    for stamp in ".venv/.ready-for-$purpose" .venv/.ready-for-test; do
        if [ -f "$stamp" ] && [ "$(cat "$stamp")" = "$wanted" ]; then exit 0; fi
    done
fi

if ! .venv/bin/python -c 'import pip, sys; sys.exit(sys.version_info < (3, 11))' 2>/dev/null; then
    if [ -n "$(packages_for_venv)" ]; then
        # It installs them where it may, and says what to type where it may not.
        packaging/linux/install-qt-libs.sh "$purpose" venv
    fi
    if ! python=$(find_python); then
        echo "KneeTimer needs Python 3.11 or newer, and none was found." >&2
        exit 2
    fi
    echo "Making .venv with $("$python" --version)."
    "$python" -m venv --clear .venv
fi

rm -f .venv/.ready-for-*
echo "Installing the pinned packages (the first time this loads about 260 MB)."
pip="env PIP_DISABLE_PIP_VERSION_CHECK=1 .venv/bin/python -m pip install --quiet --no-input"
# shellcheck disable=SC2086  # a command and its words
$pip $locks
$pip --no-deps --no-build-isolation -e .
# Without it each first start compiles a hundred modules, and where Python may not write, every start does.
env -u PYTHONDONTWRITEBYTECODE .venv/bin/python -m compileall -q kneetimer
printf '%s\n' "$wanted" > ".venv/.ready-for-$purpose"
