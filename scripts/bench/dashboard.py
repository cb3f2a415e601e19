"""How long the dashboard's reports and the figures of the API take on a ledger of ten million messages, two years old."""

import json
import os
import statistics
import time

from handlers import NOW, event, line, request
from report import heading, table, verdict

LEARNERS, MESSAGES, PAYMENTS = 1_000_000, 10_000_000, 1_000_000
AIM, TURNS = 150, 20
KEY = "bench-key-of-32-characters-000000"
# What stands behind a name in braces, and what else is asked of routes that take it.
VALUES = {"{user_id}": "777", "{slug}": "course-completion"}
MORE = ["/dashboard/messages?days=90", "/dashboard?user=777", "/dashboard/explain?user=777",
        "/dashboard/explain?user=rao777", "/admin/finance/revenue?by=day", "/admin/finance/revenue?from=2024-12-01"]
ADMIN = ["/api/analytics", "/api/analytics?from=2024-12-01&by=day,channel", "/api/lead-campaigns", "/api/campaigns", "/api/budget",
         "/api/learners/777/messages", "/admin/clients", "/admin/clients?q=asha777", "/admin/clients?q=rao", "/admin/clients?debt=open",
         "/admin/clients?campaign=course-completion&state=active", "/admin/clients?opted_out=email", "/admin/clients?q=777",
         "/admin/clients/777"]


def measure(bench):
    count = int(os.environ.get("BENCH_MESSAGES", MESSAGES))
    share = count / MESSAGES
    heading(f"reports over {count:,} messages of two years (aim: each within {AIM} ms)")
    handlers = bench.fresh("dashboard", learners=round(LEARNERS * share), ADMIN_KEYS=KEY)
    script = (bench.root / "scripts/bench/dashboard.sql").read_text()
    bench.cluster.sql("dashboard", script, learners=round(LEARNERS * share), messages=count, payments=round(PAYMENTS * share), now=NOW)
    rows = [["rollup", "seconds"]]
    for turn, what in enumerate(("the first", "the next")):
        rows.append([what, f"{bench.timed(lambda: handlers.once('rollup', {**event('timer.rollup', turn), 'time': NOW})):.1f}"])
    bench.cluster.sql("dashboard", "vacuum analyze")
    table(rows)
    answers(bench, handlers)


def answers(bench, handlers):
    """A line for each route: the first answer of a process, with its start and its connection, and those of a warm one."""
    turns = bench.runs(TURNS)
    rows = [["route", "first: median, ms", "p95", "warm: median, ms", "p95", ""]]
    for name, path in routes(handlers):
        asked = request("GET", path.split("?")[0], {"authorization": f"Bearer {KEY}"})
        asked["rawQueryString"] = path.partition("?")[2]
        cold = [timed(lambda: answered(handlers.once(name, asked), path)) for _ in range(turns)]
        warm = handlers.warm(name)
        later = [timed(lambda: answered(warm.call(line(asked)), path)) for _ in range(turns + 1)][1:]
        warm.close()
        figures = [figure for times in (cold, later) for figure in (statistics.median(times), worst(times))]
        rows.append([path, *[f"{figure:.0f}" for figure in figures], verdict(figures[0] <= AIM)])
    table(rows)


def routes(handlers):
    """The handler and the path of everything that is asked; reports are those that the handler itself names."""
    unknown = request("GET", "/dashboard/unknown", {"authorization": f"Bearer {KEY}"})
    named = json.loads(handlers.once("dashboard-query", unknown)["body"])
    paths = [path for path in known(named) if "/scripts/" not in path and path != "/dashboard/explain"]
    for name, path in [("dashboard-query", path) for path in paths + MORE] + [("campaign-admin", path) for path in ADMIN]:
        for place, value in VALUES.items():
            path = path.replace(place, value)
        yield name, path


def known(document):
    """The paths in the problem that an unknown path is answered with."""
    words = json.dumps(document).replace('"', " ").replace(",", " ").split()
    return list(dict.fromkeys(word.rstrip(".") for word in words if word.startswith("/") and word != "/dashboard/unknown"))


def answered(reply, path):
    if reply["statusCode"] != 200:
        raise SystemExit(f"bench: {path} was answered with {reply['statusCode']}: {reply['body'][:200]}")


def timed(work):
    start = time.perf_counter()
    work()
    return 1000 * (time.perf_counter() - start)


def worst(times):
    """The time that one of twenty is above."""
    return sorted(times)[max(0, round(0.95 * len(times)) - 1)]
