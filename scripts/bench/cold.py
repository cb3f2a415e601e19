"""Cold start: a fresh process, one event, against a C program that connects and asks `select 1`."""

import json
import os
import subprocess

from handlers import event, request
from report import heading, median, table
from webhook import Signer, events

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
    "migrate": ("nothing pending", event("deploy.migrate", 7, {"path": "infra/database"})),
}


def measure(bench):
    heading("cold start: one process, one event (aim: at most 10 ms, 1.5 times the bare process, 30 MB)")
    signer = Signer(bench.folder)
    handlers = bench.fresh("cold", learners=0, SENDGRID_WEBHOOK_PUBLIC_KEY=signer.public)
    connect = str(bench.compiled("connect.c", "libpq"))
    launcher = str(bench.compiled("launch.c"))
    cases = {name: case for name, case in CASES.items() if (bench.binaries / name).exists()}
    times = {name: [] for name in [None, *cases]}
    memory = {name: 0 for name in times}
    inputs = {}
    for name, (_, document) in cases.items():
        if name == "delivery-webhook":
            document = signer.callback(json.dumps(list(events([1]))[:1]))
        inputs[name] = bench.folder / f"{name}.json"
        inputs[name].write_text(json.dumps(document))
    for turn in range(bench.runs(30) + 2):
        for name in times:
            words = [connect, bench.cluster.url("cold")] if name is None else [handlers.path(name)]
            environment = dict(os.environ) if name is None else handlers.environment(name)
            seconds, peak = spawn(launcher, words, environment, inputs.get(name, "/dev/null"), bench.root)
            if turn >= 2:
                times[name].append(seconds * 1000)
                memory[name] = max(memory[name], peak)
    bare = median(times[None])
    rows = [["handler", "median ms", "ratio", "best ms", "memory MB", "asks for"]]
    rows.append(["(bare connect)", f"{bare:.1f}", "1.00", f"{min(times[None]):.1f}", f"{memory[None]:.1f}", "select 1"])
    for name, (what, _) in cases.items():
        ratio = median(value / base for value, base in zip(times[name], times[None]))
        rows.append([name, f"{median(times[name]):.1f}", f"{ratio:.2f}", f"{min(times[name]):.1f}", f"{memory[name]:.1f}", what])
    table(rows)


def spawn(launcher, words, environment, source, folder):
    """Runs a process to its end; returns its wall time in seconds and its peak memory in MB."""
    done = subprocess.run([launcher, source, *words], env=environment, cwd=folder, capture_output=True, text=True)
    if done.returncode:
        raise SystemExit(f"bench: {words[0]} failed")
    seconds, kilobytes = done.stdout.split()
    return float(seconds), int(kilobytes) / 1024
