#!/bin/sh
# Leaves static, stripped release binaries in .build/release, each named as its handler; equal sources and tools give equal
# bytes: the marks by which the compiler knows unchanged modules would carry the folder's name into them.
set -eu
cd "$(dirname "$0")/.."
scripts/quietly.sh "building release binaries" \
  env REKINDLE_WITHOUT_TESTS=1 swift build --configuration release --static-swift-stdlib -Xlinker -s \
  -Xswiftc -Xfrontend -Xswiftc -disable-incremental-llvm-codegen
scripts/links.sh .build/release
