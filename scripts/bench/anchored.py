"""A tick over few and over many reminders that wait for a date: what is due costs something, what waits nothing."""

import json

from handlers import NOW, Handlers, event, line
from report import heading, median, table

DUE = 1_000
PENDING = (10_000, 1_000_000)
BEFORE = "2026-11-20T13:55:00Z"
CAMPAIGN = {
    "campaign.yaml": """name: dated
title: A date
class: reminder
topic: session
subject: session
enter:
  rollout: 100%
steps:
  - id: tomorrow
    before: { starts_at: 1 day }
    channels: [sms]
    template: tomorrow
""",
    "segment.sql": "select r.user_id, r.session_id as subject_id, null::timestamptz as last_activity_at from lms.session_registrations r",
    "goal.sql": """select a.joined_at as reached_at from lms.session_attendance a
 where a.user_id = learner and a.session_id = subject and a.joined_at <= as_of""",
    "state.sql": "select s.starts_at from lms.sessions s where s.session_id = subject and s.cancelled_at is null",
    "context.sql": "select s.title from lms.sessions s where s.session_id = subject",
    "messages/tomorrow.sms.md": "---\nshorten: []\n---\nTomorrow: {{title}}\n",
    "samples/learner.json": json.dumps({"title": "Live"}),
}
# Everybody as the first look leaves them: it is asked again a day before the reminder is due.
WORLD = f"""
insert into lms_data.users (user_id, first_name, phone_number, timezone)
select i, 'Ann', '+4479' || lpad(i::text, 8, '0'), 'Asia/Kolkata' from generate_series(1, :pending) i;
insert into lms_data.sessions (session_id, title, starts_at, ends_at)
values (1, 'Live', timestamptz '{NOW}' + interval '1 day', timestamptz '{NOW}' + interval '25 hours'),
       (2, 'Live', timestamptz '{NOW}' + interval '30 days', timestamptz '{NOW}' + interval '721 hours');
insert into lms_data.session_registrations (user_id, session_id, registered_at)
select i, case when i <= {DUE} then 1 else 2 end, '2026-11-01' from generate_series(1, :pending) i;
insert into rekindle.recipients (user_id, created_at) select i, '2026-11-01' from generate_series(1, :pending) i;
insert into rekindle.campaign_enrollments
  (user_id, subject_id, campaign_id, version, enrolled_at, anchor_at, steps, moments, next_due_at)
select r.user_id, r.session_id, c.id, 1, '2026-11-01', '2026-11-01', '[{{"occurrences": 0}}]',
       jsonb_build_object('starts_at', s.starts_at),
       s.starts_at - case s.session_id when 1 then interval '1 day' else interval '2 days' end
  from lms_data.session_registrations r join lms_data.sessions s using (session_id), rekindle.campaigns c where c.slug = 'dated';
"""


def measure(bench):
    heading(f"a tick over {DUE:,} reminders that are due, among few and many that wait for their date (aim: 1.1)")
    waiting = {pending: prepare(bench, pending) for pending in PENDING}
    times = {pending: [] for pending in PENDING}
    for _ in range(bench.runs(5)):
        for pending in PENDING:
            times[pending].append(tick(bench, waiting[pending]))
    rows = [["waiting", "seconds", "ratio"]]
    for pending in PENDING:
        ratio = median(many / few for many, few in zip(times[pending], times[PENDING[0]]))
        rows.append([f"{pending:,}", f"{median(times[pending]):.3f}", f"{ratio:.2f}"])
    table(rows)
    bench.cluster.create("run", waiting[PENDING[-1]].database)
    asked = bench.timed(lambda: bench.cluster.sql("run", f"select rekindle.look_again(null, timestamptz '{NOW}')"))
    print(f"  once a day detection asks all {PENDING[-1]:,} whether their date has moved: {asked:.1f} s", flush=True)


def prepare(bench, pending):
    """A database in which so many wait, of which each run gets a copy."""
    name = f"anchored_{pending}"
    bench.cluster.create(name, "published")
    handlers = Handlers(bench.build, bench.cluster, name)
    folder = bench.folder / name / "dated"
    for file, text in CAMPAIGN.items():
        (folder / file).parent.mkdir(parents=True, exist_ok=True)
        (folder / file).write_text(text)
    handlers.once("publish", event("deploy.publish", 1, {"path": str(folder)}))
    bench.cluster.sql(name, WORLD, pending=pending)
    bench.cluster.sql(name, f"select rekindle.compare_addresses(timestamptz '{BEFORE}')")   # else the first tick's work
    bench.cluster.sql(name, "vacuum analyze")
    return handlers


def tick(bench, handlers):
    """Seconds of one tick of a process that is warm by an earlier one, over everything that is due."""
    bench.cluster.create("run", handlers.database)
    warm = handlers.on("run").warm("schedule-tick")
    warm.call(line({**event("timer.schedule-tick", 1), "time": BEFORE}))
    bench.cluster.settle()
    reply = []
    seconds = bench.timed(lambda: reply.append(warm.call(line(event("timer.schedule-tick", 2)))))
    warm.close()
    if reply[0]["result"]["reserved"] != DUE:
        raise SystemExit(f"bench: the tick reserved {reply[0]['result']}")
    return seconds
