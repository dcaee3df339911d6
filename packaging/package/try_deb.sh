#!/usr/bin/env bash
# Run by bare_roots.py inside a bare system: installs the package, tries it, and purges it.
set -eu
export DEBIAN_FRONTEND=noninteractive LC_ALL=C.UTF-8 HOME=/root XDG_RUNTIME_DIR=/tmp
if command -v python3 >/dev/null; then echo "python3 is here already, so this is no bare system"; exit 1; fi
dpkg-query -f '${Package}\n' -W | sort > /tmp/before
apt-get -qq update
apt-get -qq -y --no-install-recommends install /tmp/kneetimer.deb >/dev/null
dpkg-query -f '${Package}\n' -W | sort > /tmp/after
echo "installed with $(comm -13 /tmp/before /tmp/after | wc -l) packages"
# What only the test needs comes afterwards, so that it fills no gap in what the package depends on.
QT_QPA_PLATFORM=offscreen kneetimer --self-test | tail -n 1
apt-get -qq -y --no-install-recommends install xvfb xauth desktop-file-utils appstream >/dev/null
QT_QPA_PLATFORM=xcb xvfb-run -a kneetimer --self-test | tail -n 1
desktop-file-validate /usr/share/applications/kneetimer.desktop
# Newer ones miss the address of a home page, which there is not yet; older ones do not know that word.
appstreamcli validate --no-net /usr/share/metainfo/*.xml ||
    appstreamcli validate --no-net --override=url-homepage-missing=info /usr/share/metainfo/*.xml
test -s /usr/share/bash-completion/completions/kneetimer
dpkg -L kneetimer | grep -q '/man1/kneetimer.1.gz$'
for size in 16 22 32 48 64 128 256 512; do
    test -s "/usr/share/icons/hicolor/${size}x$size/apps/kneetimer.png"
done
dpkg -L kneetimer > /tmp/files
apt-get -qq -y purge kneetimer >/dev/null
while read -r file; do
    if [ -f "$file" ] || [ -L "$file" ]; then echo "left behind: $file"; exit 1; fi
done < /tmp/files
test ! -e /usr/lib/kneetimer
echo "purged without a trace"
