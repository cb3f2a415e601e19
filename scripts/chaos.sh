#!/bin/sh
# What a bad night in production does, for hours: scripts/chaos.sh [CRASHES] [LEARNERS] [ROUNDS], which are 1000, 1000 and 162.
#
# - Each handler of a message's way is killed at each of its system calls (Tests/JourneyTests/KilledAtEachCallTests.swift).
# - The server crashes CRASHES times while handlers are killed at random (Tests/JourneyTests/ChaosTests.swift).
# - LEARNERS in five campaigns have ROUNDS of everything at once, 162 of which are two weeks of the schedule's time
#   (Tests/JourneyTests/FiveCampaignsStormTests.swift).
#
# Each counts at the provider what left, and fails where one message left twice, was lost, or left after a no. Prints the lines for
# docs/reliability.md. CI runs the same tests with smaller numbers.
set -eu
cd "$(dirname "$0")/.."
scripts/programs.sh
scripts/build-tests.sh
export REKINDLE_KILL_EVERY="${REKINDLE_KILL_EVERY:-1}" REKINDLE_CRASHES="${1:-1000}"
export REKINDLE_STORM_LEARNERS="${2:-1000}" REKINDLE_STORM_ROUNDS="${3:-162}"

log=.build/chaos.log
: >"$log"
for suite in KilledAtEachCallTests ChaosTests FiveCampaignsStormTests; do
  start=$(date +%s)
  if ! swift test --skip-build --disable-xctest --filter "$suite" >>"$log" 2>&1; then
    grep -aE '^(✘|↳)|error:' "$log" >&2 || true
    echo "chaos: $suite failed; the whole log is $log" >&2
    exit 1
  fi
  echo "$suite: $(($(date +%s) - start)) s"
done
grep -aE '^(killed at a system call|chaos|storm): ' "$log"
