"""Detection over a million rows of activity, against the bare statement into an equal table."""

import time

from handlers import event
from report import heading, median, rate, table, verdict

BARE = """
insert into bare
  (user_id, subject_id, campaign_id, version, episode, exclusive_group, enrolled_at, anchor_at, last_activity_at,
   steps, next_due_at)
select a.user_id, a.course_id, 1, 1, 1, 'course', timestamptz '2026-11-20 14:00Z', timestamptz '2026-11-20 15:00Z',
       max(a.activity_date), '[{"occurrences": 0, "slot": "2026-11-20T15:00:00Z"}, {"occurrences": 0, "slot": "2026-11-20T15:00:00Z"}]',
       timestamptz '2026-11-20 15:00Z'
  from lms.user_activities a
 where a.activity_date <= '2026-11-20 14:00Z' and a.activity_date > timestamptz '2026-11-20 14:00Z' - interval '32 days'
   and a.activity_type <> 'unenrolled'
 group by a.user_id, a.course_id
having max(a.activity_date) <= timestamptz '2026-11-20 14:00Z' - interval '3 days'
"""
PAIRS = 100_000


class Run:
    """Detection on copies of one database in which nobody is enrolled."""

    def __init__(self, bench):
        self.bench = bench
        self.handlers = bench.fresh("quiet", learners=PAIRS, activities=10).on("detecting")

    def once(self):
        """Seconds that enrolling everybody takes, and looking again."""
        cluster = self.bench.cluster
        cluster.create("detecting", "quiet")
        cluster.settle()
        start = time.perf_counter()
        reply = self.handlers.once("detect", event("timer.detect", 1))
        seconds = time.perf_counter() - start
        if reply["result"]["enrolled"] != PAIRS:
            raise SystemExit(f"bench: detect enrolled {reply['result']}, not {PAIRS} pairs")
        return seconds, self.bench.timed(lambda: self.handlers.once("detect", event("timer.detect", 2)))

    def bare(self):
        """Seconds of the bare statement into an equal table."""
        cluster = self.bench.cluster
        cluster.create("detecting", "quiet")
        cluster.sql("detecting", """
            create table bare (like rekindle.campaign_enrollments including all);
            alter table bare owner to rekindle_owner;""")
        cluster.settle()
        return self.bench.timed(lambda: cluster.sql("detecting", BARE))


def measure(bench):
    heading("detect: 1,000,000 rows of activity, 100,000 pairs that went quiet (aim: 40,000 pairs/s, 1.3 times the bare statement)")
    run = Run(bench)
    bares, times, again = zip(*[(run.bare(), *run.once()) for _ in range(bench.runs(3))])
    ratio = median(mine / bare for mine, bare in zip(times, bares))
    table([
        ["", "seconds", "pairs/s", "ratio"],
        ["bare statement", f"{median(bares):.2f}", rate(PAIRS / median(bares)), "1.00"],
        ["detect, everybody new", f"{median(times):.2f}", rate(PAIRS / median(times)), f"{ratio:.2f}"],
        ["detect, nobody new", f"{median(again):.2f}", rate(PAIRS / median(again)), ""],
    ])
    return verdict(ratio <= 1.3)
