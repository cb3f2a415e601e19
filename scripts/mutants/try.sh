#!/bin/sh
# For scripts/mutants.sh, in a mount namespace of its own: try.sh LAYERS TESTS [NAME] lays a layer over the checkout, puts the fault NAME
# into it and runs the tests. Exit code 0: they pass; 1: they fail; anything else: they could not be run.
set -eu
cd "$(dirname "$0")/../.."
layers=$1 tests=$2 name=${3-}
here=$(pwd)
kind=
[ "$(id -u)" = 0 ] || kind=,userxattr
mount -t overlay mutant -o "lowerdir=$here,upperdir=$layers/upper,workdir=$layers/work$kind" "$here"
cd "$here"

log=.build/mutant.log
fault() {
  echo "mutants: $1" >&2
  exit 70
}
if [ -n "$name" ]; then
  git apply "Tests/Mutants/$name.diff" || fault "Tests/Mutants/$name.diff does not apply any more: write it anew for the code as it is"
  if grep -q '^+++ .*\.swift$' "Tests/Mutants/$name.diff"; then
    scripts/build-tests.sh || fault "$name does not build"
  fi
fi
limit=${MUTANT_SECONDS:-900}
timeout -k 10 "$limit" swift test --skip-build --ignore-lock --disable-xctest \
  --experimental-maximum-parallelization-width 4 --filter "$tests" >"$log" 2>&1 && code=0 || code=$?
case $code in
  0)
    grep -Eq 'Test run with [1-9][0-9]* test' "$log" || fault "no test is named $tests"
    [ -z "$name" ] || echo "SURVIVED  $name: $tests"
    ;;
  124 | 137) echo "caught    ${name:-without a fault}: not done after $limit s" && exit 1 ;;
  *)
    failed=$(sed -n 's/^. Test \([^ (]*\)(.* failed after.*/\1/p' "$log" | sort -u | paste -sd' ')
    [ -n "$failed" ] || { tail -20 "$log" >&2; fault "the tests of ${name:-no fault} ended with $code"; }
    echo "caught    ${name:-without a fault}: $failed"
    exit 1
    ;;
esac
