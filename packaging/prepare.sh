# shellcheck shell=bash
# SPDX-License-Identifier: Apache-2.0
# Sourced by packaging/run.sh and tests/run.sh: what both need from the machine, and the settings that their builds share.

# shellcheck disable=SC2034 # read by the scripts that source this file
build_packages=(build-essential cmake ninja-build ccache pkg-config
    qt6-base-dev qt6-svg-dev qtkeychain-qt6-dev libsecret-1-0 libexpected-dev libcpp-httplib-dev libssl-dev
    libyaml-dev zlib1g-dev
    ca-certificates fontconfig fonts-dejavu-core)

# install_missing PACKAGE…: asks apt only for what is not there, so that a second run is quick.
install_missing() {
    local package missing=()
    if ! command -v dpkg-query >/dev/null; then
        echo "This is not Debian or one of its kin: make sure that these are installed: $*" >&2
        return 0
    fi
    for package in "$@"; do
        dpkg-query -W -f='${db:Status-Status}\n' "$package" 2>/dev/null | grep -qx installed || missing+=("$package")
    done
    [ ${#missing[@]} -eq 0 ] && return 0

    local as_root=()
    if [ "$(id -u)" -ne 0 ]; then
        if ! command -v sudo >/dev/null; then
            echo "These packages are missing, and neither root nor sudo is at hand: ${missing[*]}" >&2
            return 1
        fi
        as_root=(sudo)
        [ -t 0 ] || as_root+=(-n)
    fi
    echo "Installing: ${missing[*]}"
    local apt=(env DEBIAN_FRONTEND=noninteractive apt-get -q -o DPkg::Lock::Timeout=300)
    # A throw-away machine need not wait for its disk after every file.
    [ -n "${CI:-}" ] && apt+=(-o Dpkg::Options::=--force-unsafe-io)
    "${as_root[@]}" "${apt[@]}" update </dev/null
    "${as_root[@]}" "${apt[@]}" install -y --no-install-recommends "${missing[@]}" </dev/null
}

# Both build folders stand in the same place of the tree, so with paths relative to it they share what ccache holds.
share_compiler_cache() {
    export CCACHE_BASEDIR=$1 CCACHE_NOHASHDIR=1
}
