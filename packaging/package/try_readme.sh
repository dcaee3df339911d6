#!/usr/bin/env bash
# Run by bare_roots.py inside a bare system: both commands of the README, without sudo and as root.
set -euo pipefail
export DEBIAN_FRONTEND=noninteractive LC_ALL=C.UTF-8 HOME=/root XDG_RUNTIME_DIR=/tmp
useradd --create-home runner
git config --global --add safe.directory '*'
git clone -q /tmp/checkout /home/runner/kneetimer
chown -R runner /home/runner/kneetimer
for target in run test; do
    if su runner -c "cd ~/kneetimer && make $target" > /tmp/said 2>&1; then
        echo "make $target needs nothing?"
        exit 1
    fi
    grep -q '^  sudo apt-get install' /tmp/said || { cat /tmp/said; exit 1; }
    if [ -e /home/runner/kneetimer/.venv ]; then echo "make $target downloaded before it was sure"; exit 1; fi
done
echo "without sudo: one line to type, and nothing downloaded"
cp -r /home/runner/kneetimer /root/kneetimer
cd /root/kneetimer
chown -R root .
before=$(du -sm / --exclude=/proc --exclude=/sys | cut -f1)
# The window would stay: what it needs is made by the command itself, and then it tests itself.
make libs-to-run venv-to-run
QT_QPA_PLATFORM=offscreen .venv/bin/python -m kneetimer --self-test | tail -n 1
echo "make run takes $(( $(du -sm / --exclude=/proc --exclude=/sys | cut -f1) - before )) MB"
make libs-to-test venv-to-test
.venv/bin/python -m pytest -q tests/test_real_window.py tests/test_command_line.py 2>&1 | tail -n 1
