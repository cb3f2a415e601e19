#!/bin/sh
# Makes a fresh Debian or Ubuntu machine ready; does nothing where nothing is missing: setup.sh [--build]
# With --build only for release binaries, without the server that tests and the local runner start.
set -eu
cd "$(dirname "$0")/.."

if ! command -v swift >/dev/null; then
  echo "setup: Swift 6.2 or newer is missing: install it from https://www.swift.org/install/linux/" >&2
  exit 1
fi

missing=
command -v pkg-config >/dev/null || missing="$missing pkg-config"
command -v readelf >/dev/null || missing="$missing binutils"
need() { # need <pkg-config module> <package>
  pkg-config --exists "$1" 2>/dev/null || missing="$missing $2"
}
need libpq libpq-dev
need libcurl libcurl4-openssl-dev
need libcrypto libssl-dev
need yaml-0.1 libyaml-dev
need libmicrohttpd libmicrohttpd-dev
need libical libical-dev
[ -e /usr/include/cmark-gfm.h ] || missing="$missing libcmark-gfm-dev"
[ -e /usr/include/cmark-gfm-core-extensions.h ] || missing="$missing libcmark-gfm-extensions-dev"
[ -e /usr/share/javascript/chart.js/chart.min.js ] || missing="$missing libjs-chart.js"
[ "${1-}" = --build ] || ls /usr/lib/postgresql/*/bin/initdb >/dev/null 2>&1 || command -v initdb >/dev/null ||
  missing="$missing postgresql"
[ -n "$missing" ] || exit 0

if [ "$(id -u)" -ne 0 ] || ! command -v apt-get >/dev/null; then
  echo "setup: packages are missing; install them with" >&2
  echo "  sudo apt-get install --yes --no-install-recommends$missing" >&2
  exit 1
fi
install() {
  # shellcheck disable=SC2086
  DEBIAN_FRONTEND=noninteractive apt-get -q update &&
    DEBIAN_FRONTEND=noninteractive apt-get -q install --yes --no-install-recommends $missing
}
log=$(mktemp)
trap 'rm -f "$log"' EXIT
echo "setup: installing$missing" >&2
if ! install >"$log" 2>&1; then
  cat "$log" >&2
  echo "setup: apt-get could not install$missing" >&2
  exit 1
fi
