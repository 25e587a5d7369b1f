#!/usr/bin/env bash
# SPDX-License-Identifier: Apache-2.0
# Installs what the tests need, builds, and runs them all; then shows that the core stands without Qt Widgets and Gui.
set -euo pipefail
root=$(cd "$(dirname "${BASH_SOURCE[0]}")/.." && pwd)
cd "$root"
# shellcheck source=packaging/prepare.sh
. packaging/prepare.sh

packages=("${build_packages[@]}" xvfb xauth dbus dbus-x11 at-spi2-core python3-pyatspi gnome-keyring imagemagick
    openssl desktop-file-utils appstream qt6-l10n-tools)
command -v node >/dev/null || packages+=(nodejs)
command -v npm >/dev/null || packages+=(npm)
install_missing "${packages[@]}"

# Node brings certificates of its own; a network's own authority is known to the system alone.
system_certificates=/etc/ssl/certs/ca-certificates.crt
[ -f "$system_certificates" ] && export NODE_EXTRA_CA_CERTS=${NODE_EXTRA_CA_CERTS:-$system_certificates}
interop=$root/tests/interop
if [ -f "$interop/package-lock.json" ] && ! cmp -s "$interop/package-lock.json" "$interop/node_modules/.installed"; then
    (cd "$interop" && npm ci --no-audit --no-fund --ignore-scripts </dev/null)
    cp "$interop/package-lock.json" "$interop/node_modules/.installed"
fi

share_compiler_cache "$root"
jobs=$(nproc)

# build_and_test PRESET CTEST-ARGUMENT…
build_and_test() {
    local preset=$1
    shift
    cmake --preset "$preset" --log-level=WARNING >/dev/null
    cmake --build --preset "$preset" --parallel "$jobs"
    ctest --test-dir "build/$preset" --output-on-failure --no-tests=error -j "$jobs" "$@" </dev/null
}

echo "== Everything"
build_and_test release
echo
echo "== The core alone, without Qt Widgets and Qt Gui"
build_and_test core -R '^app/'
