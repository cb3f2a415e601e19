"""The same handlers through PgBouncer in transaction mode: cold starts, messages, and many clients on few connections."""

import os
import shutil
import subprocess
import time

from cold import spawn
from flow import Flow, Sink
from handlers import Handlers, event, side_by_side
from host import figures
from hosted import Functions
from report import heading, median, rate, table

MESSAGES = 10_000
CLIENTS, CONNECTIONS = 32, 4
COLD = ("follow-link", "schedule-tick")


def measure(bench):
    heading(f"PgBouncer, transaction mode, at most {CONNECTIONS} server connections a role and database")
    if not shutil.which("pgbouncer"):
        print("  skipped: pgbouncer is not installed")
        return
    bench.fresh("pooling", learners=MESSAGES)
    bench.cluster.create("pooled", "pooling")   # what the pooler holds on to cannot be copied
    ways = {"direct": bench.cluster, "pooled": Pooler(bench)}
    try:
        rows = [["", "direct", "pooled", "ratio"]]
        for name in COLD:
            rows.append(row(f"{name}, cold start, ms", cold_starts(bench, ways, name), "{:.1f}".format))
        rows.append(row("tick, send, record", sends(bench, ways), rate))
        rows.append(row(f"follow-link, {CONNECTIONS} clients direct, {CLIENTS} pooled", clicks(bench, ways), rate))
        table(rows)
    finally:
        ways["pooled"].stop()


class Pooler:
    """A private PgBouncer in front of the cluster; to handlers it is a cluster with another address."""

    def __init__(self, bench):
        self.socket = bench.folder / "pooler"
        self.socket.mkdir()
        users = self.socket / "users"
        users.write_text("".join(f'"{role}" ""\n' for role in {"postgres", *bench.build.roles}))
        settings = self.socket / "pgbouncer.ini"
        settings.write_text(f"""[databases]
* = host={bench.cluster.socket}
[pgbouncer]
unix_socket_dir = {self.socket}
listen_port = 6432
auth_type = trust
auth_file = {users}
pool_mode = transaction
default_pool_size = {CONNECTIONS}
max_client_conn = 500
ignore_startup_parameters = options
""")
        if bench.cluster.account:
            os.chown(self.socket, bench.cluster.account.pw_uid, bench.cluster.account.pw_gid)
        self.process = subprocess.Popen(
            ["pgbouncer", "-q", settings], cwd="/", stderr=subprocess.DEVNULL, **bench.cluster.as_account())
        for _ in range(500):
            if (self.socket / ".s.PGSQL.6432").exists():
                return
            time.sleep(0.01)
        raise SystemExit("bench: pgbouncer does not start")

    def url(self, database, user="postgres"):
        return f"postgresql://{user}@/{database}?host={self.socket}&port=6432"

    def stop(self):
        self.process.terminate()
        self.process.wait()


def row(label, found, show):
    """Medians of the values of each way, and of their ratios."""
    direct, pooled = found["direct"], found["pooled"]
    ratio = median(mine / base for mine, base in zip(pooled, direct))
    return [label, show(median(direct)), show(median(pooled)), f"{ratio:.2f}"]


def cold_starts(bench, ways, name):
    launcher = str(bench.compiled("launch.c"))
    source = Functions(bench, Handlers(bench.build, bench.cluster, "pooled")).input(name)
    found = {way: [] for way in ways}
    for _ in range(bench.runs(20)):
        for way, server in ways.items():
            handlers = Handlers(bench.build, server, "pooled")
            seconds, _ = spawn(launcher, [handlers.path(name)], handlers.environment(name), source, bench.root)
            found[way].append(seconds * 1000)
    return found


def sends(bench, ways):
    """Messages a second of two ticks and two senders."""
    found = {way: [] for way in ways}
    for _ in range(bench.runs(2)):
        for way, server in ways.items():
            database = f"pooling_{way}_{len(found[way])}"
            bench.cluster.create(database, "pooling")
            with Sink(bench, "0ms") as sink:
                Handlers(bench.build, bench.cluster, database).once(
                    "detect", {**event("timer.detect", 1), "time": "2026-11-20T02:00:00Z"})
                bench.cluster.sql(database, "vacuum analyze")
                bench.cluster.settle()
                flow = Flow(Handlers(bench.build, server, database, sink.address))
                found[way].append(MESSAGES / flow.run())
                flow.close(bench.cluster)
    return found


def clicks(bench, ways):
    """Requests a second of warm handlers, each with a connection of its own."""
    exchange = str(bench.compiled("exchange.c"))
    found = {way: [] for way in ways}
    for _ in range(3):
        for way, server in ways.items():
            functions = Functions(bench, Handlers(bench.build, server, "pooled"))
            width = CLIENTS if way == "pooled" else CONNECTIONS
            share = bench.runs(16_000) // width
            words = [exchange, "warm", str(functions.input("follow-link")), str(share), functions.program("follow-link"), "--stream"]
            seconds = []
            side_by_side(*[lambda: seconds.append(figures(words, functions.environment("follow-link"))[0])] * width)
            found[way].append(share * width / max(seconds))
    return found
