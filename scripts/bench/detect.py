"""Detection over a million rows of activity, against the bare statement into an equal table."""

import time

from handlers import event
from report import heading, median, rate, table, verdict

BARE = """
insert into bare
  (user_id, subject_id, campaign_id, version, episode, exclusive_group, enrolled_at, anchor_at, last_activity_at,
   steps, next_due_at)
select a.user_id, a.course_id, 1, 1, 1, 'course', timestamptz '2026-11-20 14:00Z', timestamptz '2026-11-20 15:00Z',
       max(a.activity_date), '[]', timestamptz '2026-11-20 15:00Z'
  from lms.user_activities a
 where a.activity_date <= '2026-11-20 14:00Z' and a.activity_date > timestamptz '2026-11-20 14:00Z' - interval '32 days'
   and a.activity_type <> 'unenrolled'
 group by a.user_id, a.course_id
having max(a.activity_date) <= timestamptz '2026-11-20 14:00Z' - interval '3 days'
"""
PAIRS = 100_000


def measure(bench):
    heading("detect: 1,000,000 rows of activity, 100,000 pairs that went quiet (aim: 40,000 pairs/s, 1.3 times the bare statement)")
    handlers = bench.fresh("detecting", learners=PAIRS, activities=10)
    times, bares, again = [], [], []
    for turn in range(bench.runs(3)):
        bench.cluster.sql("detecting", """
            truncate rekindle.recipients, rekindle.campaign_enrollments cascade;
            drop table if exists bare;
            create table bare (like rekindle.campaign_enrollments including all);
            alter table bare owner to rekindle_owner;""")
        bench.cluster.settle()
        bares.append(bench.timed(lambda: bench.cluster.sql("detecting", BARE)))
        bench.cluster.settle()
        start = time.perf_counter()
        reply = handlers.once("detect", event("timer.detect", turn))
        times.append(time.perf_counter() - start)
        if reply["result"]["enrolled"] != PAIRS:
            raise SystemExit(f"bench: detect enrolled {reply['result']}, not {PAIRS} pairs")
        again.append(bench.timed(lambda: handlers.once("detect", event("timer.detect", turn))))
    ratio = median(mine / bare for mine, bare in zip(times, bares))
    table([
        ["", "seconds", "pairs/s", "ratio"],
        ["bare statement", f"{median(bares):.2f}", rate(PAIRS / median(bares)), "1.00"],
        ["detect, everybody new", f"{median(times):.2f}", rate(PAIRS / median(times)), f"{ratio:.2f}"],
        ["detect, nobody new", f"{median(again):.2f}", rate(PAIRS / median(again)), ""],
    ])
    return verdict(ratio <= 1.3)
