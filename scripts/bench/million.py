"""What grows with the tables and not with the work: statements that read a table whole, and pages that are rarely touched."""

import time

import ledger
from handlers import event
from report import heading, median, table

DUE = 20_000
NIGHT = "2026-11-20T22:00:00Z"   # outside every learner's send window
OLD = """
insert into rekindle.message_deliveries
  (user_id, enrollment_id, subject_id, campaign_id, version, step, occurrence, stage, attempt, channel, class, status,
   template, provider, provider_message_id, slot_at, scheduled_at, not_before, expires_at, sent_at)
select e.user_id, e.id, e.subject_id, e.campaign_id, e.version, 0, 1, 1, 1, 'email', 'marketing', 'sent', 'welcome-back',
       'sendgrid', 'm' || e.id, '2026-11-20', '2026-11-20', '2026-11-20', '2026-11-22', '2026-11-20 12:00Z'
  from rekindle.campaign_enrollments e order by e.id;
update rekindle.campaign_enrollments
   set status = 'exhausted', end_reason = 'used_up', ended_at = '2026-12-01', next_due_at = null;
vacuum analyze;
"""
# A handler, the moment of its timer, and what it finds: nothing to do.
CASES = [
    ("detect", "2026-11-21T02:00:00Z", "everybody enrolled already, 1 row of activity each"),
    ("schedule-tick", NIGHT, "nothing due"),
    ("rollup", "2026-12-25T02:00:00Z", "a week without messages"),
    ("cleanup", "2027-06-01T00:00:00Z", "every episode over, none old enough"),
]


def measure(bench, handlers, count):
    """`handlers` are those of a database with so many enrolments that are due."""
    heading(f"write-ahead log where {DUE:,} of {count:,} enrolments are due: a look at a quiet hour, bytes each")
    table([["wal_compression", "bytes a look"], *[[how, f"{sparse(bench, handlers, count, how):,.0f}"] for how in ("off", "lz4")]])
    heading(f"a timer that finds nothing to do among {count:,} ended episodes with a message each")
    bench.cluster.sql(handlers.database, OLD)
    rows = [["handler", "seconds", "finds"]]
    for name, moment, finds in CASES:
        times = [timed(handlers, name, moment, turn) for turn in range(bench.runs(2) + 1)][1:]
        rows.append([name, f"{median(times):.2f}", finds])
    table(rows)


def sparse(bench, handlers, count, compression):
    """Bytes of log for each enrolment that a tick looks at and puts off, soon after a checkpoint."""
    cluster = bench.cluster
    cluster.create("sparse", handlers.database)
    cluster.sql("sparse", f"""
        update rekindle.campaign_enrollments set next_due_at = '2026-12-20' where id % {count // DUE} <> 0;
        vacuum analyze""")
    cluster.configure(wal_compression=compression)
    cluster.settle()
    written = ledger.log_written(cluster, "sparse", lambda: ledger.ticks(handlers.on("sparse"), NIGHT))
    cluster.configure(wal_compression="off")
    cluster.sql("postgres", "drop database sparse")
    return written / DUE


def timed(handlers, name, moment, turn):
    start = time.perf_counter()
    reply = handlers.once(name, {**event(f"timer.{name}", turn), "time": moment})
    if any(reply["result"].get(done) for done in ("enrolled", "reserved", "episodes")):
        raise SystemExit(f"bench: {name} found something to do: {reply['result']}")
    return time.perf_counter() - start
