"""What the measurements of one build share: folder, cluster, binaries, compiled limits."""

import os
import subprocess
import time
from pathlib import Path

from build import OWN
from cluster import Cluster
from handlers import Handlers, event


class Bench:
    def __init__(self, folder, build):
        self.root = OWN
        self.build = build
        self.folder = folder
        self.turns = float(os.environ.get("BENCH_RUNS", "1"))
        folder.chmod(0o755)
        (folder / "cluster").mkdir()
        self.cluster = Cluster(folder / "cluster", self.root)
        self.cluster.create("published")
        self.cluster.sql("published", "create extension pg_stat_statements")
        publishing = Handlers(build, self.cluster, "published")
        publishing.once("migrate", event("deploy.migrate", 1, {"path": str(build.schema)}))
        if script := os.environ.get("BENCH_CAMPAIGN"):
            self.cluster.sql("published", Path(script).read_text())
        else:
            publishing.once("publish", event("deploy.publish", 2, {"path": "campaigns"}), folder=build.root)

    def runs(self, usual):
        """How often to measure: BENCH_RUNS multiplies the usual number."""
        return max(1, round(usual * self.turns))

    def fresh(self, database, learners, activities=1, **settings):
        """A database with the campaign and so many learners, and the handlers for it."""
        self.cluster.create(database, "published")
        self.cluster.sql(database, self.build.learners, learners=learners, activities=activities)
        return Handlers(self.build, self.cluster, database, **settings)

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
