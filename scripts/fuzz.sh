#!/bin/sh
# Fuzzes the parsers that meet strangers' bytes (Tests/FuzzTests), with libFuzzer: scripts/fuzz.sh [TARGET…], or every one.
# FUZZ_RUNS inputs of each, ten million without it, or FUZZ_SECONDS for each. Prints a table (docs/reliability.md).
# Inputs that lead somewhere new stay in .build/fuzz/found, and one that breaks a promise in .build/fuzz/broken.
set -eu
cd "$(dirname "$0")/.."
folder=.build/fuzz
export REKINDLE_FUZZ=1 SWIFT_BACKTRACE=enable=no
# With the checks of a debug build: a buffer's index is looked at.
# libFuzzer brings a main of its own, as ours does: either is taken.
swift build --disable-index-store --scratch-path "$folder" -c release --product fuzz -Xswiftc -sanitize=fuzzer \
  -Xswiftc -enable-testing -Xswiftc -assert-config -Xswiftc Debug -Xlinker --allow-multiple-definition >&2

fuzz="$folder/release/fuzz"
limit="-runs=${FUZZ_RUNS:-10000000}"
if [ -n "${FUZZ_SECONDS:-}" ]; then limit="-max_total_time=$FUZZ_SECONDS"; fi
mkdir -p "$folder/broken" "$folder/log"
echo "| Parser | Inputs | Inputs/s | Edges | Peak MiB | Broken |"
echo "|---|--:|--:|--:|--:|--:|"
"$fuzz" | while read -r name longest; do
  if [ $# -gt 0 ]; then case " $* " in *" $name "*) ;; *) continue ;; esac; fi
  mkdir -p "$folder/found/$name"
  log="$folder/log/$name"
  broken=0
  FUZZ_TARGET="$name" "$fuzz" "$limit" -max_len="$longest" -timeout=120 -rss_limit_mb=1024 -print_final_stats=1 \
    -artifact_prefix="$folder/broken/$name-" "$folder/found/$name" "Tests/FuzzTests/Corpus/$name" \
    >"$log" 2>&1 </dev/null || broken=1
  edges=$(grep -o 'cov: [0-9]*' "$log" | tail -n 1)
  value() { awk -v name="stat::$1:" '$1 == name { print $2 }' "$log"; }
  echo "| $name | $(value number_of_executed_units) | $(value average_exec_per_sec) | ${edges#cov: } |" \
    "$(value peak_rss_mb) | $broken |"
  if [ "$broken" -gt 0 ]; then
    grep -E 'Fatal error|ERROR|Test unit written' "$log" >&2 || tail -n 5 "$log" >&2
    touch "$folder/broken/any"
  fi
done
if [ -e "$folder/broken/any" ]; then rm "$folder/broken/any"; exit 1; fi
