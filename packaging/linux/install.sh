#!/bin/sh
# Installs the folder beside this script for one person, or takes it away again. Needs no root and no network.
# Usage: install.sh [--prefix FOLDER]            (~/.local unless another is named)
#        install.sh --remove [--prefix FOLDER]   (your sessions stay: they are not in that folder)
set -eu

here=$(cd "$(dirname "$0")" && pwd)
prefix=$HOME/.local
remove=no
while [ $# -gt 0 ]; do
    case $1 in
        --prefix) prefix=${2:?name a folder after --prefix}; shift 2 ;;
        --remove) remove=yes; shift ;;
        *) echo "install.sh: $1 is not known. Write --prefix FOLDER or --remove." >&2; exit 2 ;;
    esac
done

# Menus and icons are found in caches on some desktops; where there is none, nothing has to be done.
refresh() {
    update-desktop-database "$prefix/share/applications" 2>/dev/null || true
    gtk-update-icon-cache -q -t "$prefix/share/icons/hicolor" 2>/dev/null || true
}

if [ "$remove" = yes ]; then
    rm -rf "$prefix/lib/kneetimer"
    rm -f "$prefix/bin/kneetimer"
    (cd "$here/share" && find . -type f) | while read -r file; do rm -f "$prefix/share/$file"; done
    refresh
    echo "KneeTimer is gone from $prefix. Your sessions are where they were."
    exit 0
fi

mkdir -p "$prefix/lib" "$prefix/bin" "$prefix/share"
rm -rf "$prefix/lib/kneetimer"
cp -R "$here/kneetimer" "$prefix/lib/kneetimer"
ln -sf ../lib/kneetimer/kneetimer "$prefix/bin/kneetimer"
cp -R "$here/share/." "$prefix/share/"
refresh
echo "KneeTimer is in $prefix. Start it from the menu, or with $prefix/bin/kneetimer."
"$prefix/bin/kneetimer" --version >/dev/null
