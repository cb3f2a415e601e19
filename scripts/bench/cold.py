"""Cold start: a fresh process, one event, against a C program that connects and asks `select 1`."""

import json
import os
import subprocess

from handlers import event, request
from report import heading, median, table
from webhook import Signer, events

BARE = "(bare connect)"
CASES = {
    "detect": ("one learner's goals", event("lms.course.completed", 1, {"user_id": 1})),
    "schedule-tick": ("nothing due; two commits", event("timer.schedule-tick", 2)),
    "send-email": ("a delivery that is gone", event("delivery.email.due", 3, {"ids": [1]})),
    "send-sms": ("a delivery that is gone", event("delivery.sms.due", 4, {"ids": [1]})),
    "delivery-webhook": ("one signed event", None),
    "unsubscribe": ("a forged link; no query", request("GET", "/unsubscribe/v1.k1.AAAA.AAAA")),
    "follow-link": ("an unknown code", request("GET", "/c/Unknown01")),
    "dashboard-query": ("learners not contacted", request(
        "GET", "/dashboard/course-reminders/overview", {"authorization": "Bearer bench-key-of-32-characters-000000"})),
    "rollup": ("two days", event("timer.rollup", 5)),
    "cleanup": ("nothing old", event("timer.cleanup", 6)),
    "migrate": ("nothing pending", None),
}


def measure(bench):
    heading("cold start: one process, one event (aim: at most 10 ms, 1.5 times the bare process, 30 MB)")
    starts = Starts(bench)
    names = [BARE, *starts.names]
    times, memory = {name: [] for name in names}, {name: 0 for name in names}
    for turn in range(bench.runs(30) + 2):
        for name in names:
            seconds, peak = starts.start(name)
            if turn >= 2:
                times[name].append(seconds * 1000)
                memory[name] = max(memory[name], peak)
    rows = [["handler", "median ms", "ratio", "best ms", "memory MB", "asks for"]]
    for name in names:
        ratio = median(value / base for value, base in zip(times[name], times[BARE]))
        rows.append([name, f"{median(times[name]):.1f}", f"{ratio:.2f}", f"{min(times[name]):.1f}", f"{memory[name]:.1f}",
                     "select 1" if name == BARE else CASES[name][0]])
    table(rows)


class Starts:
    """Each handler with its one event, beside the bare process."""

    def __init__(self, bench):
        self.bench = bench
        signer = Signer(bench.folder)
        self.handlers = bench.fresh("cold", learners=0, SENDGRID_WEBHOOK_PUBLIC_KEY=signer.public)
        self.connect = str(bench.compiled("connect.c", "libpq"))
        self.launcher = str(bench.compiled("launch.c"))
        self.names = [name for name in CASES if (bench.build.binaries / name).exists()]
        for name in self.names:
            document = CASES[name][1]
            if name == "delivery-webhook":
                document = signer.callback(json.dumps(list(events([1]))[:1]))
            elif name == "migrate":
                document = event("deploy.migrate", 7, {"path": str(bench.build.schema)})
            self.input(name).write_text(json.dumps(document))

    def input(self, name):
        return self.bench.folder / f"{name}.json"

    def start(self, name):
        """Seconds from start to end, and peak memory in MB."""
        if name == BARE:
            words = [self.connect, self.bench.cluster.url("cold")]
            return spawn(self.launcher, words, dict(os.environ), "/dev/null", self.bench.build.root)
        environment = self.handlers.environment(name)
        return spawn(self.launcher, [self.handlers.path(name)], environment, self.input(name), self.bench.build.root)


def spawn(launcher, words, environment, source, folder):
    """Runs a process to its end; returns its wall time in seconds and its peak memory in MB."""
    done = subprocess.run([launcher, source, *words], env=environment, cwd=folder, capture_output=True, text=True)
    if done.returncode:
        raise SystemExit(f"bench: {words[0]} failed")
    seconds, kilobytes = done.stdout.split()
    return float(seconds), int(kilobytes) / 1024
