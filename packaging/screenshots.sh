#!/usr/bin/env bash
# SPDX-License-Identifier: Apache-2.0
# Renders the real window, without a display: light and dark into resources/screenshots, for the README. With a folder
# as argument it renders every state of the window and every dialog instead (light, dark, narrow, large font, long
# words), to be looked at.
set -euo pipefail
root=$(cd "$(dirname "${BASH_SOURCE[0]}")/.." && pwd)
folder=${1:+$(mkdir -p "$1" && cd "$1" && pwd)}
cd "$root"
# shellcheck source=packaging/prepare.sh
. packaging/prepare.sh
install_missing "${build_packages[@]}" imagemagick
share_compiler_cache "$root"
preset=${PRESET:-release}
cmake --preset "$preset" --log-level=WARNING >/dev/null

# Whoever runs this, their own settings stay out of the picture.
home=$(mktemp -d)
trap 'rm -rf "$home"' EXIT
export HOME=$home XDG_CONFIG_HOME=$home/config XDG_RUNTIME_DIR=$home QT_QPA_PLATFORM=offscreen LC_ALL=C.UTF-8

if [ -n "$folder" ]; then
    cmake --build --preset "$preset" --target ui_window_tst_states ui_window_tst_secretstates \
        ui_dialogs_tst_looks
    failed=0
    for test in window/ui_window_tst_states window/ui_window_tst_secretstates dialogs/ui_dialogs_tst_looks; do
        ASSAYER_PICTURES=$folder "build/$preset/tests/ui/$test" -silent || failed=1
    done
    echo "$(find "$folder" -name '*.png' | wc -l) pictures in $folder"
    exit "$failed"
fi

cmake --build --preset "$preset" --target assayer
folder=$root/resources/screenshots
mkdir -p "$folder"
# take NAME OPTION…: a palette of 255 colours is a third of the size, and looks the same.
take() {
    "build/$preset/bin/assayer" --worked-example --size 1360x860 --screenshot "$home/$1.png" "${@:2}" 2>/dev/null
    convert "$home/$1.png" +dither -colors 255 -strip "png8:$folder/$1.png"
}
take light --theme light --page token
take dark --theme dark --page exchange
ls -l "$folder"
