"""What a message leaves behind: bytes of each table and index, bytes of write-ahead log, connections."""

import time

from flow import Flow, Sink
from handlers import event, line
from report import heading, rate, table
from webhook import events, merge

LEARNERS, ACTIVITIES = 20_000, 10
QUIET = "2026-11-19T22:00:00Z"   # outside every learner's send window
WEIGHED = {
    "rekindle": ["recipients", "campaign_enrollments", "message_deliveries", "delivery_attempts", "delivery_events",
                 "tracked_links"],
    "lms": ["users", "course_enrolments", "user_activities", "user_course_progress"]}


def measure(bench):
    heading(f"what {LEARNERS:,} learners with one message, one delivery report and one open each leave behind")
    handlers = bench.fresh("weighing", learners=LEARNERS, activities=ACTIVITIES)
    logs = {}
    for pages in ("on", "off"):
        bench.cluster.configure(full_page_writes=pages)
        bench.cluster.create("weighed", "weighing")
        bench.cluster.settle()
        logs[pages] = live(bench, handlers)
    bench.cluster.configure(full_page_writes="on")
    rows = [["write-ahead log, bytes", "with pages written whole after a checkpoint", "without"]]
    rows += [[what, f"{logs['on'][what]:,.0f}", f"{logs['off'][what]:,.0f}"] for what in logs["on"]]
    table(rows)
    table(sizes(bench.cluster))
    print(f"  {rate(leave(bench, handlers))} episodes, each with its message, leave by cleanup")


def live(bench, handlers):
    """Bytes of log per learner and phase, from silence to an opened message."""
    cluster, logs = bench.cluster, {}

    def phase(name, work):
        logs[name] = log_written(cluster, "weighed", work) / LEARNERS

    with Sink(bench, "0ms") as sink:
        own = type(handlers)(handlers.build, cluster, "weighed", sink.address)
        phase("an enrolment", lambda: own.once("detect", {**event("timer.detect", 1), "time": "2026-11-19T02:00:00Z"}))
        phase("a look at a quiet hour", lambda: ticks(own, QUIET))
        phase("a message sent", lambda: send(own, cluster))
    deliveries = [int(row[0]) for row in cluster.sql("weighed", "select id from rekindle.message_deliveries where status = 'sent'")]
    if len(deliveries) != LEARNERS:
        raise SystemExit(f"bench: {len(deliveries)} messages were sent instead of {LEARNERS}")
    blocks = [deliveries[first:first + 500] for first in range(0, LEARNERS, 500)]
    phase("its report and its open", lambda: cluster.sql("weighed", "\n".join(map(merge, blocks))))
    return logs


def leave(bench, handlers):
    """Episodes a second that cleanup deletes, each with its one message and all that is known about it."""
    bench.cluster.sql("weighed", """
        update rekindle.campaign_enrollments
           set status = 'exhausted', end_reason = 'used_up', ended_at = '2026-12-01', next_due_at = null;
        vacuum analyze""")
    own = handlers.on("weighed")
    start = time.perf_counter()
    deleted = own.once("cleanup", {**event("timer.cleanup", 1), "time": "2028-06-01T00:00:00Z"})["result"]["episodes"]
    if deleted != LEARNERS:
        raise SystemExit(f"bench: cleanup deleted {deleted} episodes instead of {LEARNERS}")
    return LEARNERS / (time.perf_counter() - start)


def log_written(cluster, database, work):
    """Bytes of write-ahead log that `work` leaves."""
    before = cluster.sql(database, "select pg_current_wal_insert_lsn()")[0][0]
    work()
    return float(cluster.sql(database, f"select pg_current_wal_insert_lsn() - '{before}'::pg_lsn")[0][0])


def ticks(handlers, moment):
    """Ticks at one moment until nothing is due."""
    warm = handlers.warm("schedule-tick")
    while warm.call(line({**event("timer.schedule-tick", 1), "time": moment}))["result"]["reserved"]:
        pass
    warm.close()


def send(handlers, cluster):
    flow = Flow(handlers)
    flow.run()
    flow.close(cluster)


def sizes(cluster):
    """Rows and bytes a row of each table, without and with its indexes, as they stand after a vacuum."""
    cluster.sql("weighed", "vacuum analyze")
    rows = [["table", "rows", "bytes of a row", "with its page's slack", "with indexes", "indexes"]]
    for schema, names in WEIGHED.items():
        for name in names:
            found = cluster.sql("weighed", f"""
                with t as (select '{schema}.{name}'::regclass as id, greatest((select count(*) from {schema}.{name}), 1) as n)
                select t.n, (select avg(pg_column_size(r.*)) from {schema}.{name} r),
                       pg_table_size(t.id)::numeric / t.n, pg_total_relation_size(t.id)::numeric / t.n,
                       (select string_agg(format('%s %s', replace(i.indexrelid::regclass::text, '{schema}.', ''),
                                 round(pg_relation_size(i.indexrelid)::numeric / t.n)), ', ' order by 1)
                          from pg_index i where i.indrelid = t.id)
                  from t""")[0]
            rows.append([f"{schema}.{name}", f"{int(found[0]):,}", *[f"{float(size):.0f}" for size in found[1:4]], found[4]])
    return rows
