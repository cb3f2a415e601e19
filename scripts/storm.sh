#!/bin/sh
# The storm over five campaigns (Tests/JourneyTests/FiveCampaignsStormTests.swift) with as many learners and rounds as wanted:
# scripts/storm.sh [LEARNERS] [ROUNDS], 1000 and 162, which are two weeks of the schedule's time. Prints what was killed and
# what became of the messages.
set -eu
cd "$(dirname "$0")/.."
scripts/build-tests.sh
export REKINDLE_STORM_LEARNERS="${1:-1000}" REKINDLE_STORM_ROUNDS="${2:-162}"
exec swift test --skip-build --disable-xctest --filter FiveCampaignsStormTests
