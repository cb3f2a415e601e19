#!/bin/sh
# Swift Testing 6.3.1 (the toolchain's): the time limit of a test counts from the start of the run, not of the test. All tests
# begin at once, each starts its limit and then waits for a thread; where tests do not await anything, the last ones have waited for
# all before them. Tests of five seconds each, enough to keep the processor's threads busy for 80 s, fail at a limit of one minute,
# and pass with --experimental-maximum-parallelization-width, which begins few at a time. For us: two thousand tests against a
# real server, of which those with the shortest limits failed as the suite grew, though each took seconds.
set -eu
version=$(swift --version 2>/dev/null | sed -n 's/.*Swift version \([0-9.]*\).*/\1/p')
[ "$version" = 6.3.1 ] || { echo "this was seen with Swift 6.3.1, here is ${version:-none}" >&2; exit 1; }
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
count=$(($(nproc) * 16))
mkdir -p "$folder/Tests/LimitTests"
cat >"$folder/Package.swift" <<'SWIFT'
// swift-tools-version: 6.2
import PackageDescription
let package = Package(name: "limit", targets: [.testTarget(name: "LimitTests")])
SWIFT
cat >"$folder/Tests/LimitTests/LimitTests.swift" <<SWIFT
import Glibc
import Testing

@Suite(.timeLimit(.minutes(1))) struct LimitTests {
  @Test(arguments: 1...$count) func takesFiveSeconds(_: Int) { sleep(5) }
}
SWIFT
cd "$folder"
swift build --build-tests >/dev/null 2>&1
failures() { # failures <option>...
  swift test --skip-build --disable-xctest "$@" 2>&1 | grep -c 'Time limit was exceeded' || true
}
plain=$(failures)
narrow=$(failures --experimental-maximum-parallelization-width "$(nproc)")
echo "$count tests of 5 s with a limit of 60 s: $plain exceed it, $narrow where $(nproc) begin at a time"
[ "$plain" -gt 0 ] && [ "$narrow" -eq 0 ] || { echo "changed: the limit counts otherwise" >&2; exit 1; }
