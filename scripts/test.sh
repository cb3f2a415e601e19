#!/bin/sh
# Runs every test, or those that the arguments choose: scripts/test.sh --filter StoreTests
#
# Few tests at a time, so that a test's time limit counts what the test itself takes: otherwise all of them begin at once,
# and the limit of one that waits for a thread runs out before its first line.
set -eu
cd "$(dirname "$0")/.."
scripts/peers.sh
scripts/build-tests.sh
log=.build/test.log
start=$(date +%s)
if swift test --skip-build --disable-xctest --experimental-maximum-parallelization-width 4 "$@" >"$log" 2>&1; then
  grep -E '^. Test run with' "$log" | cut -c 3-
else
  code=$?
  grep -E '^(✘|↳)|error:' "$log" >&2 || true
  echo "tests failed after $(($(date +%s) - start)) s; the whole log is $log" >&2
  exit "$code"
fi
