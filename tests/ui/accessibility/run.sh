#!/usr/bin/env bash
# SPDX-License-Identifier: Apache-2.0
# run.sh PROGRAM SCRIPT: starts PROGRAM with an X server, a D-Bus session and an accessibility bus of its own and lets
# the Python SCRIPT drive it. Everything is stopped by pid; the exit code is the script's.
set -euo pipefail
program=$1
script=$2
scratch=$(mktemp -d)
started=()
finish() {
    for pid in "${started[@]}"; do kill "$pid" 2>/dev/null || true; done
    wait 2>/dev/null || true
    rm -rf "$scratch"
}
trap finish EXIT

mkdir -m 700 "$scratch/run"
export HOME=$scratch XDG_RUNTIME_DIR=$scratch/run XDG_CONFIG_HOME=$scratch/.config XDG_DATA_HOME=$scratch/.local/share
export QT_QPA_PLATFORM=xcb QT_LINUX_ACCESSIBILITY_ALWAYS_ON=1 QT_ACCESSIBILITY=1 NO_AT_BRIDGE=0

# The server says its number once it takes connections. It must not begin anew when its first client, the
# accessibility bus, leaves: the window would knock at a closed door.
mkfifo "$scratch/display"
Xvfb -noreset -displayfd 3 -screen 0 1360x860x24 3>"$scratch/display" >/dev/null 2>&1 &
started+=($!)
read -r number <"$scratch/display"
export DISPLAY=:$number

dbus-run-session -- bash -c '
    /usr/libexec/at-spi-bus-launcher --launch-immediately >/dev/null 2>&1 & bus=$!
    "$0" & window=$!
    status=0
    /usr/bin/python3 "$1" || status=$?
    kill "$window" "$bus" 2>/dev/null || true
    wait "$window" 2>/dev/null || true
    exit "$status"' "$program" "$script"
