#!/bin/sh
# Installs the programs that tests run against beside PostgreSQL: image builders, a broker, a pooler, servers of calendars and
# of names, and what traces system calls. Where this user may not, or a package is not to be had, it says so and succeeds: the
# tests that need one are skipped, each with its reason.
set -eu

missing=
need() { # need <program> <package>
  PATH="$PATH:/usr/sbin:/sbin" command -v "$1" >/dev/null || missing="$missing $2"
}
need buildah buildah
need podman podman
need runc runc
need rabbitmq-server rabbitmq-server
need amqp-consume amqp-tools
need pgbouncer pgbouncer
need jq jq
need radicale radicale
need dnsmasq dnsmasq-base
need strace strace
[ -n "$missing" ] || exit 0

if [ "$(id -u)" -ne 0 ] || ! command -v apt-get >/dev/null; then
  echo "programs: tests of$missing are skipped: install them as root to run these tests too" >&2
  exit 0
fi
log=$(mktemp)
trap 'rm -f "$log"' EXIT
echo "programs: installing$missing" >&2
apt-get -q update >"$log" 2>&1 || true
for package in $missing; do
  # Runlevel 1: a server that is installed is not started.
  RUNLEVEL=1 DEBIAN_FRONTEND=noninteractive apt-get -q install --yes --no-install-recommends "$package" >"$log" 2>&1 ||
    echo "programs: $package could not be installed: its tests are skipped" >&2
done
