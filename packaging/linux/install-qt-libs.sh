#!/usr/bin/env bash
# Sees that the system libraries and programs of one purpose are there, and installs what is missing
# on Debian and Ubuntu where it may (as root, or by a sudo that asks nothing).
# Otherwise names them, with the line to type. Does not touch Python packages: make_venv.sh does.
# Usage: install-qt-libs.sh run|test [venv]      (venv: see to what makes a .venv as well, if there is none)
# Exit code: 0 all there, 2 something the purpose cannot do without is missing.
set -eu
export PATH="$PATH:/usr/sbin:/sbin" # ldconfig is there, also for people whose PATH leaves it out

purpose=${1:?run or test}
[ "$(uname -s)" = Linux ] || exit 0
here=$(cd "$(dirname "$0")" && pwd)
# shellcheck source=packaging/linux/find_python.sh
. "$here/find_python.sh"

# Programs that tests start, and the packages that have them.
test_programs="
Xvfb                      xvfb
openbox                   openbox
xdotool                   xdotool
xwininfo                  x11-utils
pulseaudio                pulseaudio
pactl                     pulseaudio-utils
desktop-file-validate     desktop-file-utils
dbus-daemon               dbus
faketime                  faketime
/usr/libexec/at-spi-bus-launcher at-spi2-core
"

# The libraries of these purposes and their packages, from the list that the program reads too.
libraries() {
    local purpose wanted thing package
    while read -r purpose thing package; do
        for wanted in "$@"; do
            if [ "$purpose" = "$wanted" ]; then echo "$thing $package"; fi
        done
    done <"$here/../../resources/system/libraries.txt"
}

# ldconfig is asked once: it takes longer than all the comparing. What it marks with (libc6) alone is
# for programs of 32 bits.
known=$(ldconfig -p 2>/dev/null || true)
if [ "$(getconf LONG_BIT)" = 64 ]; then known=$(grep -v '(libc6)' <<<"$known" || true); fi

# Prints the packages of those entries of the list on standard input that are missing here.
missing_of() {
    local thing package
    while read -r thing package; do
        case $thing in
            '') continue ;;
            *.so.*)
                # Without a list of libraries nothing can be said; Qt itself will speak up.
                [ -z "$known" ] && continue
                case $known in *"$thing "*) continue ;; esac ;;
            *) command -v "$thing" >/dev/null && continue ;;
        esac
        printf '%s ' "$package"
    done
}

case $purpose in
    run)
        needed=$(libraries qt xcb | missing_of)
        useful=$(libraries wayland sound | missing_of)
        # On Wayland without X11 there is no other way to a window.
        if [ -n "${WAYLAND_DISPLAY:-}" ] && [ -z "${DISPLAY:-}" ]; then
            needed=$(libraries qt wayland | missing_of)
            useful=$(libraries xcb sound | missing_of)
        fi ;;
    test)
        needed=$({ libraries qt xcb sound; echo "$test_programs"; } | missing_of)
        useful=$(libraries wayland | missing_of) ;;
    *) echo "Say what the libraries are for: run or test." >&2; exit 2 ;;
esac
if [ "${2:-}" = venv ]; then needed="$(packages_for_venv)$needed"; fi
[ -n "$needed$useful" ] || exit 0

if ! command -v apt-get >/dev/null; then
    echo "These parts of the system are missing (by their Debian names): $needed$useful" >&2
    echo "Install them with your system's package manager, then try again." >&2
    [ -z "$needed" ] || exit 2
    exit 0
fi

# Ubuntu 24.04 and Debian 13 renamed some packages with a t64 at the end.
package_here() {
    local name
    for name in "$1" "${1}t64"; do
        if is_offered "$name"; then
            echo "$name"
            return
        fi
    done
    echo "$1"
}

packages_here() {
    local name
    for name in $needed $useful; do
        printf ' %s' "$(package_here "$name")"
    done
}

as_root=
may=yes
if [ "$(id -u)" != 0 ]; then
    if sudo -n true 2>/dev/null; then as_root="sudo -n"; else may=no; fi
fi

if [ "$may" = yes ]; then
    echo "Installing missing system packages: $needed$useful" | sed 's/ *$//'
    # apt says a lot that matters only when it fails.
    # shellcheck disable=SC2046,SC2086  # commands and lists of words
    if said=$($as_root apt-get -qq update </dev/null 2>&1 &&
        $as_root env DEBIAN_FRONTEND=noninteractive apt-get -qq -y --no-install-recommends \
            -o DPkg::Lock::Timeout=300 install $(packages_here) </dev/null 2>&1); then
        exit 0
    fi
    echo "$said" >&2
    echo "The packages could not be installed." >&2
fi

if [ -n "$needed" ]; then
    echo "Some system packages are missing. Type this line, then try again:" >&2
else
    echo "It works without these, but perhaps without sound or not on Wayland. To have them, type:" >&2
fi
echo "  sudo apt-get install$(packages_here)" >&2
[ -z "$needed" ] || exit 2
