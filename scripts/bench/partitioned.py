"""The ledger in ranges of ids (docs/scale.md) under the same handlers: what it costs, and that its promises hold."""

import shutil

from flow import Flow, Sink
from handlers import Handlers, event, request, side_by_side
from report import heading, median, rate, table
from webhook import merge

MESSAGES = 10_000
USED, AHEAD = 4, 12   # ranges that the messages fill, and ranges that wait
# A plan made while a range is new joins it whole, and a session keeps the plan: in ranges, keys only.
KEYS_ONLY = "\n".join(f"alter function rekindle.{name} set enable_hashjoin = off set enable_mergejoin = off;"
                      for name in ("claim_deliveries", "record_outcomes"))


def measure(bench):
    heading(f"the ledger whole and in {USED + AHEAD} ranges of ids: {MESSAGES:,} messages, and two callbacks for each")
    migrated(bench, "split")
    learners = bench.build.learners
    bench.cluster.sql("split", learners, learners=MESSAGES, activities=1)
    bench.cluster.sql("split", f"select rekindle.extend_ledger(1, {MESSAGES // USED}, {USED + AHEAD})")
    bench.fresh("whole", learners=MESSAGES)
    runs = {"whole": [], "split": []}
    for _ in range(bench.runs(2)):
        for database, found in runs.items():
            found.append(one(bench, database))
    rows = [["ledger", "messages/s", "ratio", "callbacks/s", "ratio"]]
    for database, label in (("whole", "whole"), ("split", "in ranges")):
        sends, merges = ([run[place] for run in runs[database]] for place in (0, 1))
        ratios = [median(run[place] / base[place] for run, base in zip(runs[database], runs["whole"])) for place in (0, 1)]
        rows.append([label, rate(MESSAGES / median(sends)), f"{1 / ratios[0]:.2f}",
                     rate(2 * MESSAGES / median(merges)), f"{1 / ratios[1]:.2f}"])
    table(rows)
    promises(bench)


def migrated(bench, database):
    """A database whose ledger is partitioned from the start."""
    folder = bench.folder / "database"
    shutil.copytree(bench.build.schema, folder, dirs_exist_ok=True)
    for path in (folder / "functions").glob("*.sql"):
        path.write_text(path.read_text().replace("on conflict (code) do nothing", "on conflict do nothing"))
    shutil.copy(bench.root / "scripts/bench/partitioned.sql", folder / "migrations/9999_partitioned.sql")
    bench.cluster.create(database)
    bench.cluster.sql(database, "create extension pg_stat_statements")
    handlers = Handlers(bench.build, bench.cluster, database)
    handlers.once("migrate", event("deploy.migrate", 1, {"path": str(folder)}))
    bench.cluster.sql(database, KEYS_ONLY)
    handlers.once("publish", event("deploy.publish", 2, {"path": "campaigns"}), folder=bench.root)


def one(bench, template):
    """Seconds of sending and of merging on a copy of the database."""
    cluster = bench.cluster
    cluster.create("ranges", template)
    with Sink(bench, "0ms") as sink:
        handlers = Handlers(bench.build, cluster, "ranges", sink.address)
        handlers.once("detect", {**event("timer.detect", 1), "time": "2026-11-20T02:00:00Z"})
        cluster.sql("ranges", "vacuum analyze")
        cluster.settle()
        flow = Flow(handlers)
        sending = flow.run()
        flow.close(cluster)
    if flow.sent != MESSAGES:
        raise SystemExit(f"bench: {flow.sent} messages were sent instead of {MESSAGES}")
    ids = [int(row[0]) for row in cluster.sql("ranges", "select id from rekindle.message_deliveries order by id")]
    scripts = [merge(ids[first:first + 500]) for first in range(0, MESSAGES, 500)]
    halves = ["\n".join(scripts[start::2]) for start in (0, 1)]
    return sending, side_by_side(*[lambda half=half: cluster.sql("ranges", half) for half in halves])


def promises(bench):
    """What must hold in ranges as in one table; the database is the last run's."""
    sql = lambda script: bench.cluster.sql("ranges", script)
    columns = ("user_id, enrollment_id, subject_id, campaign_id, version, class, step, occurrence, stage, channel, template,"
               " slot_at, scheduled_at, not_before, expires_at, attention_at")
    again = sql(f"""
        insert into rekindle.message_deliveries ({columns})
        select {columns.replace("attention_at", "scheduled_at")} from rekindle.message_deliveries
        on conflict on constraint message_deliveries_key do nothing returning 1""")
    broken = sql("select rule from rekindle.violations")
    others(bench)
    seconds = bench.timed(lambda: sql("select rekindle.retire_ledger(1)"))
    left = int(sql("select count(*) from rekindle.message_deliveries")[0][0])
    if again or broken or left != MESSAGES - MESSAGES // USED:
        raise SystemExit(f"bench: {len(again)} slots were used twice, {broken} are violated, {left} messages are left")
    print(f"  no slot can be used twice, no promise is violated, and a range leaves in {seconds * 1000:.0f} ms")


def others(bench):
    """The handlers that neither plan nor send."""
    handlers = Handlers(bench.build, bench.cluster, "ranges")
    code = bench.cluster.sql("ranges", "select code from rekindle.tracked_links limit 1")[0][0]
    key = {"authorization": f"Bearer {handlers.settings['DASHBOARD_KEYS']}"}
    for name, document, status in (
            ("follow-link", request("GET", f"/c/{code}"), 302),
            ("dashboard-query", request("GET", "/dashboard/course-reminders/overview", key), 200),
            ("dashboard-query", request("GET", "/metrics", key), 200),
            ("rollup", event("timer.rollup", 1), None), ("cleanup", event("timer.cleanup", 2), None)):
        reply = handlers.once(name, document)
        if reply.get("statusCode") != status:
            raise SystemExit(f"bench: {name} answered {reply}")
