#!/usr/bin/env bash
# SPDX-License-Identifier: Apache-2.0
# Installs what is missing, builds Assayer, and starts it with its worked example. Without a display it does the same
# job on the command line and renders the window into a picture.
set -euo pipefail
root=$(cd "$(dirname "${BASH_SOURCE[0]}")/.." && pwd)
cd "$root"
# shellcheck source=packaging/prepare.sh
. packaging/prepare.sh

packages=("${build_packages[@]}")
[ -n "${WAYLAND_DISPLAY:-}" ] && packages+=(qt6-wayland)
install_missing "${packages[@]}"

share_compiler_cache "$root"
cmake --preset release --log-level=WARNING >/dev/null
cmake --build --preset release --target assayer assayer-cli

bin=$root/build/release/bin
if [ -n "${DISPLAY:-}${WAYLAND_DISPLAY:-}" ]; then
    exec "$bin/assayer" --worked-example "$@"
fi

echo
echo "No display: the worked example on the command line (assayer-cli get practice)."
echo
"$bin/assayer-cli" get practice
picture=$root/build/release/assayer.png
QT_QPA_PLATFORM=offscreen "$bin/assayer" --worked-example --screenshot "$picture"
echo
echo "The window, rendered without a display: $picture"
