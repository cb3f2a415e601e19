"""Measures Rekindle against the bare limits of this machine: scripts/bench.sh [MEASUREMENT]..."""

import os
import shutil
import signal
import subprocess
import sys
import tempfile
import time
from pathlib import Path

import cold
import container
import detect
import flat
import host
import ledger
import partitioned
import pooler
import send
import webhook
from cluster import Cluster
from handlers import Handlers, event

MEASURES = {"cold": cold, "host": host, "container": container, "ledger": ledger, "partitioned": partitioned, "pooler": pooler,
            "detect": detect, "send": send, "webhook": webhook, "flat": flat}


class Bench:
    """What the measurements share: folder, cluster, binaries, compiled limits."""

    def __init__(self, folder):
        self.root = Path(__file__).resolve().parents[2]
        self.binaries = Path(os.environ.get("BENCH_BINARIES", self.root / ".build/release"))
        self.folder = folder
        self.turns = float(os.environ.get("BENCH_RUNS", "1"))
        folder.chmod(0o755)
        (folder / "cluster").mkdir()
        self.cluster = Cluster(folder / "cluster", self.root)
        self.cluster.create("published")
        self.cluster.sql("published", "create extension pg_stat_statements")
        publishing = Handlers(self.binaries, self.cluster, "published")
        publishing.once("migrate", event("deploy.migrate", 1, {"path": str(self.root / "infra/database")}))
        if script := os.environ.get("BENCH_CAMPAIGN"):
            self.cluster.sql("published", Path(script).read_text())
        else:
            publishing.once("publish", event("deploy.publish", 2, {"path": "campaigns"}), folder=self.root)

    def runs(self, usual):
        """How often to measure: BENCH_RUNS multiplies the usual number."""
        return max(1, round(usual * self.turns))

    def fresh(self, database, learners, activities=1, **settings):
        """A database with the campaign and so many learners, and the handlers for it."""
        self.cluster.create(database, "published")
        script = (self.root / "scripts/bench/world.sql").read_text()
        self.cluster.sql(database, script, learners=learners, activities=activities)
        return Handlers(self.binaries, self.cluster, database, **settings)

    def compiled(self, source, library=None):
        """A bare limit in C, compiled here."""
        program = self.folder / Path(source).stem
        words = ["cc", "-O2", "-o", program, self.root / "scripts/bench" / source]
        if library:
            question = ["pkg-config", "--cflags", "--libs", library]
            words += subprocess.run(question, capture_output=True, text=True, check=True).stdout.split()
        subprocess.run(words, check=True)
        return program

    def timed(self, work):
        start = time.perf_counter()
        work()
        return time.perf_counter() - start


def main():
    chosen = sys.argv[1:] or list(MEASURES)
    if unknown := set(chosen) - set(MEASURES):
        raise SystemExit(f"bench: {', '.join(unknown)}: choose from {', '.join(MEASURES)}")
    signal.signal(signal.SIGTERM, lambda *_: sys.exit(143))   # so that the cluster is stopped and removed
    folder = Path(tempfile.mkdtemp(prefix="rekindle-bench-"))
    bench = None
    try:
        bench = Bench(folder)
        describe(bench)
        for name in chosen:
            MEASURES[name].measure(bench)
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
