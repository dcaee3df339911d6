#!/usr/bin/env bash
# Sees that the system libraries and programs of one purpose are there, and installs what is missing
# on Debian and Ubuntu where it may (as root, or by a sudo that asks nothing).
# Otherwise names them, with the line to type. Does not touch Python packages: make_venv.sh does.
# Usage: install-qt-libs.sh run|test [PYTHON]      (PYTHON: one that lacks what makes a .venv)
# Exit code: 0 all there, 2 something the purpose cannot do without is missing.
set -eu
export PATH="$PATH:/usr/sbin:/sbin" # ldconfig is there, also for people whose PATH leaves it out

purpose=${1:?run or test}
[ "$(uname -s)" = Linux ] || exit 0

# Library or program, and the package that has it. What Qt loads at run time is not in any
# package's dependencies, because Qt comes as a Python wheel: hence this list.
window="
libglib-2.0.so.0          libglib2.0-0
libGL.so.1                libgl1
libEGL.so.1               libegl1
libxkbcommon.so.0         libxkbcommon0
libdbus-1.so.3            libdbus-1-3
libfontconfig.so.1        libfontconfig1
libxcb-cursor.so.0        libxcb-cursor0
libxcb-icccm.so.4         libxcb-icccm4
libxcb-keysyms.so.1       libxcb-keysyms1
libxcb-image.so.0         libxcb-image0
libxcb-render-util.so.0   libxcb-render-util0
libxcb-xkb.so.1           libxcb-xkb1
libxkbcommon-x11.so.0     libxkbcommon-x11-0
libxcb-shape.so.0         libxcb-shape0
libxcb-randr.so.0         libxcb-randr0
libX11-xcb.so.1           libx11-xcb1
"
sound="
libpulse.so.0             libpulse0
"
tests="
Xvfb                      xvfb
openbox                   openbox
xdotool                   xdotool
setxkbmap                 x11-xkb-utils
xwininfo                  x11-utils
pulseaudio                pulseaudio
pactl                     pulseaudio-utils
desktop-file-validate     desktop-file-utils
dbus-daemon               dbus
"

# ldconfig is asked once: it takes longer than all the comparing.
known=$(ldconfig -p 2>/dev/null || true)

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
        needed=$(missing_of <<<"$window")
        useful=$(missing_of <<<"$sound") ;;
    test)
        needed=$(missing_of <<<"$window$sound$tests")
        useful= ;;
    *) echo "Say what the libraries are for: run or test." >&2; exit 2 ;;
esac
if [ -n "${2:-}" ]; then
    # Debian keeps the part of Python that makes a .venv in a package of its own.
    needed="$("$2" -c 'import sys; print("python%d.%d-venv" % sys.version_info[:2])') $needed"
fi
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
        if apt-cache show "$name" 2>/dev/null | grep -q '^Package:'; then
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
    echo "Without this there is no sound. To have it, type:" >&2
fi
echo "  sudo apt-get install$(packages_here)" >&2
[ -z "$needed" ] || exit 2
