#!/bin/sh
# Runs every test, or those that the arguments choose: scripts/test.sh --filter StoreTests
set -eu
cd "$(dirname "$0")/.."
scripts/peers.sh
scripts/build-tests.sh
log=.build/test.log
start=$(date +%s)
if swift test --skip-build --disable-xctest "$@" >"$log" 2>&1; then
  grep -E '^. Test run with' "$log" | cut -c 3-
else
  code=$?
  grep -E '^(✘|↳)|error:' "$log" >&2 || true
  echo "tests failed after $(($(date +%s) - start)) s; the whole log is $log" >&2
  exit "$code"
fi
