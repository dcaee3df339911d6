#!/usr/bin/env bash
# Runs the program's own test on Wayland: under weston and under sway, whichever is here, without a screen or a
# graphics card. Usage: try_wayland.sh COMMAND...      (what starts KneeTimer)
# Exit code: 0 all worked, 1 something did not, 2 neither compositor is here.
set -eu

folder=$(mktemp -d)
compositor=
trap 'kill $compositor 2>/dev/null || true; rm -rf "$folder"' EXIT
export XDG_RUNTIME_DIR=$folder
chmod 700 "$folder"
unset DISPLAY WAYLAND_DISPLAY
tried=2

# Its socket is there when it takes windows.
wait_for() {
    for _ in $(seq 100); do
        if [ -S "$folder/$1" ]; then return 0; fi
        sleep 0.1
    done
    echo "$2 did not start:" >&2
    cat "$folder/said" >&2
    return 1
}

try_on() {
    name=$1 socket=$2
    shift 2
    wait_for "$socket" "$name" || exit 1
    echo "on $name:"
    WAYLAND_DISPLAY=$socket QT_QPA_PLATFORM=wayland "$@" --self-test || exit 1
    kill "$compositor"
    wait "$compositor" 2>/dev/null || true
    tried=0
}

if command -v weston >/dev/null; then
    weston --backend=headless-backend.so --width=1280 --height=800 --socket=weston-1 --idle-time=0 \
        --no-config >"$folder/said" 2>&1 &
    compositor=$!
    try_on weston weston-1 "$@"
fi
if command -v sway >/dev/null; then
    echo "output HEADLESS-1 resolution 1280x800" >"$folder/sway"
    WLR_BACKENDS=headless WLR_RENDERER=pixman WLR_LIBINPUT_NO_DEVICES=1 \
        sway --config "$folder/sway" >"$folder/said" 2>&1 &
    compositor=$!
    try_on sway wayland-1 "$@"
fi
if [ $tried = 2 ]; then
    echo "NOT TRIED: neither weston nor sway is on this computer" >&2
fi
exit $tried
