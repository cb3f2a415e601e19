#!/bin/sh
# Leaves static, stripped release binaries in .build/release, each named as its handler.
set -eu
cd "$(dirname "$0")/.."
scripts/quietly.sh "building release binaries" \
  env REKINDLE_WITHOUT_TESTS=1 swift build --configuration release --static-swift-stdlib -Xlinker -s
scripts/links.sh .build/release
