#!/bin/sh
# Puts each deliberate fault of Tests/Mutants into the tree, one after the other, and runs the tests that are to notice it:
# scripts/mutants.sh [NAME…], all where none is named. Ends with the lines for docs/reliability.md.
#
# Each fault lives in a layer over the checkout that only its own processes see: nothing is copied, what was built is used, and a run
# that is killed leaves nothing behind. As root, or where Linux lets everybody make namespaces.
set -eu
cd "$(dirname "$0")/.."
[ $# -gt 0 ] || set -- $(basename -s .diff -a Tests/Mutants/*.diff)
for name; do
  [ -e "Tests/Mutants/$name.diff" ] || { echo "mutants: there is no Tests/Mutants/$name.diff" >&2; exit 64; }
done
scripts/build-tests.sh

layers=$(mktemp -d "${TMPDIR:-/tmp}/rekindle-mutants.XXXXXX")
trap 'rm -rf "$layers"' EXIT
trap 'exit 130' INT TERM
own="--mount"
[ "$(id -u)" = 0 ] || own="--user --map-current-user --keep-caps --mount"

# Whether the tests of $1 fail in a layer of its own, with the fault $2 or with none.
try() {
  mkdir "$layers/upper" "$layers/work"
  # shellcheck disable=SC2086
  unshare $own scripts/mutants/try.sh "$layers" "$1" ${2+"$2"} && code=0 || code=$?
  rm -rf "$layers/upper" "$layers/work"
  return "$code"
}

tests=$(for name; do sed -n 's/^tests: //p' "Tests/Mutants/$name.diff"; done | tr '|' '\n' | sort -u | paste -sd'|')
if try "$tests"; then
  echo "the tests pass without a fault"
else
  echo "mutants: the tests do not pass without a fault either, or cannot be run; see above" >&2
  exit 70
fi
caught=0 survived=
for name; do
  try "$(sed -n 's/^tests: //p' "Tests/Mutants/$name.diff")" "$name" && code=0 || code=$?
  case $code in
    0) survived="$survived $name" ;;
    1) caught=$((caught + 1)) ;;
    *) exit "$code" ;;
  esac
done

echo "| Date | Faults | Caught | Survived |"
echo "| --- | --- | --- | --- |"
echo "| $(date +%F) | $# | $caught |${survived:- none} |"
for name in $survived; do
  echo "- \`$name\`: $(sed -n 's/^breaks: //p' "Tests/Mutants/$name.diff")"
done
[ "$(echo "$survived" | wc -w)" -le 2 ]
