"""Measures Rekindle against the bare limits of this machine, or against an earlier build: scripts/bench.sh [PART]..."""

import argparse
import os
import shutil
import signal
import sys
import tempfile
from contextlib import contextmanager
from pathlib import Path

import against
import anchored
import cold
import container
import dashboard
import detect
import flat
import host
import ingest
import ledger
import moodle
import partitioned
import pooler
import receipts
import send
import webhook
from bench import Bench
from build import Build

MEASURES = {"cold": cold, "host": host, "container": container, "ledger": ledger, "partitioned": partitioned, "pooler": pooler,
            "detect": detect, "send": send, "webhook": webhook, "ingest": ingest, "flat": flat, "anchored": anchored,
            "receipts": receipts, "moodle": moodle, "dashboard": dashboard}


def main():
    parser = argparse.ArgumentParser(prog="scripts/bench.sh")
    parser.add_argument("--against", metavar="COMMIT", help="compare this build with that of a commit")
    parser.add_argument("parts", nargs="*", metavar="PART")
    asked = parser.parse_args()
    known = against.PARTS if asked.against else MEASURES
    chosen = asked.parts or list(known)
    if unknown := set(chosen) - set(known):
        raise SystemExit(f"bench: {', '.join(unknown)}: choose from {', '.join(known)}")
    signal.signal(signal.SIGTERM, lambda *_: sys.exit(143))   # so that the clusters are stopped and removed
    if asked.against:
        base = Build.of(asked.against)
        with started(base) as old, started(Build.own()) as new:
            describe(new)
            against.measure(old, new, chosen)
        return
    with started(Build.own()) as bench:
        describe(bench)
        for name in chosen:
            MEASURES[name].measure(bench)


@contextmanager
def started(build):
    """A build with a cluster of its own, under a temporary folder."""
    folder = Path(tempfile.mkdtemp(prefix="rekindle-bench-"))
    bench = None
    try:
        bench = Bench(folder, build)
        yield bench
    finally:
        if bench:
            bench.cluster.stop()
        if "BENCH_KEEP" not in os.environ:
            shutil.rmtree(folder, ignore_errors=True)


def describe(bench):
    memory = os.sysconf("SC_PAGE_SIZE") * os.sysconf("SC_PHYS_PAGES") / 2**30
    print(f"{len(os.sched_getaffinity(0))} cores, {memory:.0f} GB, load {os.getloadavg()[0]:.1f};"
          f" PostgreSQL {bench.cluster.version()} over a Unix socket, fsync on, full_page_writes on,"
          " synchronous_commit on where nothing else is said, shared_buffers 1 GB", flush=True)


main()
