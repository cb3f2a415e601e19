#!/bin/sh
# Prints medians over several runs beside the bare limits measured in the same run (docs/benchmarks.md):
#   scripts/bench.sh [cold|host|container|ledger|partitioned|pooler|detect|send|webhook|ingest|flat|anchored|receipts|moodle|dashboard]...
#   scripts/bench.sh --against COMMIT [cold|detect|send|webhook|link]...
# The second form prints ratios: it builds the commit once (.build/against) and runs the two builds in turns.
# BENCH_RUNS=0.3 measures less often, BENCH_RUNS=3 more often; BENCH_BINARIES names another folder of handlers.
set -eu
cd "$(dirname "$0")/.."
exec python3 -B scripts/bench "$@"
