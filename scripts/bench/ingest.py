"""Signed batches of a host's events, two warm handlers; beside it the bare insert of the same events as rows."""

import base64
import datetime
import hashlib
import hmac
import json

from batches import beside_bare
from handlers import NOW, line, request
from report import heading, median, rate, table

BATCHES, BATCH = 40, 1000
SECRET = base64.b64encode(b"a secret of the benchmarks").decode()
MOMENT = int(datetime.datetime.fromisoformat(NOW).timestamp())
BARE = """
create table public.bare (source text, event_id text, type text, user_id bigint, subject_id bigint, data jsonb,
  occurred_at timestamptz, received_at timestamptz, primary key (source, event_id));
"""


def event(number, learners, mixed):
    """What hosts tell most: something was done; in the mixture every fourth event says how far somebody is."""
    learner, course = number % learners + 1, 1
    at = datetime.datetime.fromtimestamp(MOMENT - 3600 + number % 3000, datetime.timezone.utc).isoformat()
    data = {"user_id": learner, "course_id": course, "activity_type": "lesson"}
    kind = "lms.activity.recorded"
    if mixed and number % 4 == 0:
        kind, data = "lms.progress.updated", {"user_id": learner, "course_id": course, "completion_percentage": number % 100, "modules_completed": 4}
    return {"id": f"evt_{number:024d}", "type": kind, "timestamp": at, "data": data}


def signed(number, events):
    body, name = json.dumps(events), f"msg_{number}"
    code = hmac.new(base64.b64decode(SECRET), f"{name}.{MOMENT}.{body}".encode(), hashlib.sha256).digest()
    return line(request("POST", "/events/lms", {
        "content-type": "application/json", "webhook-id": name, "webhook-timestamp": str(MOMENT),
        "webhook-signature": "v1," + base64.b64encode(code).decode()}, body))


def insert(events):
    """One batch as rows, by one statement."""
    text = json.dumps(events).replace("'", "''")
    return ("insert into public.bare select 'lms', e->>'id', e->>'type', (e #>> '{data,user_id}')::bigint, (e #>> '{data,course_id}')::bigint,"
            f" e->'data', (e->>'timestamp')::timestamptz, '{NOW}' from jsonb_array_elements('{text}') e on conflict do nothing;")


def measure(bench):
    total, learners = BATCHES * BATCH, 10_000
    heading(f"ingest: {total:,} new events in signed batches of {BATCH:,}, two handlers (aim: 20,000 events/s, 0.6 of the bare insert)")
    handlers = bench.fresh("told", learners=learners, REKINDLE_EVENT_SECRETS=f"lms:whsec_{SECRET}")
    bench.cluster.sql("told", BARE + "vacuum analyze;")
    rows = [["events", "events/s", "bare insert", "ratio", "memory MB", "CPU µs an event: handlers", "PostgreSQL"]]
    for name, mixed in (("activities", False), ("with progress", True)):
        batches = [[event(number, learners, mixed) for number in range(first, first + BATCH)] for first in range(0, total, BATCH)]
        requests = [signed(number, events) for number, events in enumerate(batches)]
        script = [insert(events) for events in batches]
        runs = [
            beside_bare(bench, handlers, "told", "ingest", requests, script, (200, "rekindle.host_events", total))
            for _ in range(bench.runs(3))]
        each = lambda get: median(map(get, runs))
        rows.append([
            name, rate(total / each(lambda r: r["seconds"])), rate(total / each(lambda r: r["bare"])),
            f"{each(lambda r: r['bare'] / r['seconds']):.2f}", f"{max(r['memory'] for r in runs):.0f}",
            f"{each(lambda r: r['handlers']) / total * 1e6:.1f}", f"{each(lambda r: r['server']) / total * 1e6:.1f}"])
    table(rows)
