"""Tick, send, record: two ticks and two senders, warm, against a fake provider; beside it the bare wire and plain SQL."""

import http.server
import subprocess
import threading
import time

from flow import Flow, Sink
from handlers import event, side_by_side
from report import heading, median, rate, table

MESSAGES = 20_000


def measure(bench):
    heading(f"tick, send, record: {MESSAGES:,} messages, two ticks, two senders"
            " (aim: 5,000/s, also where the provider answers after 50 ms; 100 MB together)")
    handlers = bench.fresh("sending", learners=MESSAGES)
    body = captured_body(bench)
    rows = [["provider, commits", "messages/s", "bare wire", "ratio", "plain SQL", "ratio", "memory MB",
             "CPU µs a message: ticks", "senders", "PostgreSQL", "provider"]]
    for latency, commits, usual in [("0ms", "on", 3), ("50ms", "on", 2), ("0ms", "off", 2)]:
        runs = [Run(bench, handlers, latency, commits, body) for _ in range(bench.runs(usual))]
        rows.append([f"{latency}, {commits}", *Run.cells(runs)])
    table(rows)
    heading("where PostgreSQL's time goes, per message (last run)")
    table(runs[-1].statements)


class Run:
    """One run over fresh enrolments."""

    def __init__(self, bench, handlers, latency, commits, body, count=MESSAGES, template="sending"):
        database = "run"
        cluster = bench.cluster
        cluster.create(database, template)
        cluster.sql("postgres", f"alter database {database} set synchronous_commit = {commits}")
        with Sink(bench, latency) as sink:
            own = type(handlers)(handlers.build, cluster, database, sink.address)
            enrolled = own.once("detect", {**event("timer.detect", 1), "time": "2026-11-20T02:00:00Z"})["result"]["enrolled"]
            if enrolled != count:
                raise SystemExit(f"bench: {enrolled} enrolments instead of {count}")
            cluster.sql(database, "vacuum analyze")
            cluster.settle()
            self.plain_sql = plain_sql(cluster, database, bench.folder, count) if count <= MESSAGES else None
            cluster.settle()
            self.wire = wire(bench, sink, body, count)
            cluster.sql(database, "select pg_stat_statements_reset()")
            sink_before, backends_before = sink.cpu(), cluster.backends()
            flow = Flow(own)
            self.seconds = flow.run()
            self.memory, self.tick_cpu, self.sender_cpu, backends = flow.close(cluster)
            self.backend_cpu = backends - backends_before
            self.sink_cpu = sink.cpu() - sink_before
            self.count = count
            self.statements = statements(cluster, database, count)
        sent = int(cluster.sql(database, "select count(*) from rekindle.message_deliveries where status = 'sent'")[0][0])
        if sent != count or flow.sent != count:
            raise SystemExit(f"bench: {sent} messages recorded as sent instead of {count}")

    @staticmethod
    def cells(runs):
        def each(get):
            return median(get(run) for run in runs)

        def micro(get):
            return f"{each(lambda run: get(run) / run.count) * 1e6:.0f}"

        return [rate(each(lambda run: run.count / run.seconds)),
                rate(each(lambda run: run.count / run.wire)), f"{each(lambda run: run.seconds / run.wire):.2f}",
                rate(each(lambda run: run.count / run.plain_sql)), f"{each(lambda run: run.seconds / run.plain_sql):.2f}",
                f"{max(run.memory for run in runs):.0f}", micro(lambda run: run.tick_cpu), micro(lambda run: run.sender_cpu),
                micro(lambda run: run.backend_cpu), micro(lambda run: run.sink_cpu)]


def wire(bench, sink, body, count):
    """Seconds in which a plain libcurl loop posts as many equal bodies, as many in flight as with two senders."""
    program = bench.folder / "post"
    if not program.exists():
        bench.compiled("post.c", "libcurl")
    words = [str(program), f"{sink.address}/v3/mail/send", str(body), str(count), "512"]
    start = time.perf_counter()
    done = subprocess.run(words, capture_output=True, text=True)
    if done.returncode:
        raise SystemExit(f"bench: {done.stderr.strip()}")
    return time.perf_counter() - start


def captured_body(bench):
    """The body of one real message, in a file."""
    bodies = []

    class Provider(http.server.BaseHTTPRequestHandler):
        def do_POST(self):
            bodies.append(self.rfile.read(int(self.headers["content-length"])))
            self.send_response(202)
            self.send_header("x-message-id", "captured")
            self.send_header("content-length", "0")
            self.end_headers()

        def log_message(self, *_):
            pass

    with http.server.HTTPServer(("127.0.0.1", 0), Provider) as server:
        threading.Thread(target=server.serve_forever, daemon=True).start()
        handlers = bench.fresh("captured", learners=1)
        handlers.settings["SENDGRID_BASE_URL"] = f"http://127.0.0.1:{server.server_port}"
        handlers.once("detect", {**event("timer.detect", 1), "time": "2026-11-20T02:00:00Z"})
        for due in handlers.once("schedule-tick", event("timer.schedule-tick", 1))["events"]:
            if due["type"] == "delivery.email.due":   # the first minute of an hour asks for detection, too
                handlers.once("send-email", due)
        server.shutdown()
    path = bench.folder / "body.json"
    path.write_bytes(bodies[0])
    return path


PAGE = """begin;
insert into rekindle.message_deliveries (user_id, enrollment_id, subject_id, campaign_id, version, class, step, occurrence,
  stage, channel, template, slot_at, scheduled_at, not_before, expires_at, attention_at)
select e.user_id, e.id, e.subject_id, e.campaign_id, e.version, 'marketing', 0, 1, 1, 'email', 'welcome-back', e.next_due_at,
  '2026-11-20 14:00Z', '2026-11-20 14:00Z', '2026-11-22 14:00Z', '2026-11-20 14:03Z'
  from rekindle.campaign_enrollments e where e.id > {first} and e.id <= {last};
update rekindle.campaign_enrollments set next_due_at = '2026-11-27 14:00Z', steps = '[]' where id > {first} and id <= {last};
commit;
"""
CHUNK = """begin;
update rekindle.message_deliveries set status = 'sending', attempt = 1, lease_token = id, lease_until = '2026-11-20 14:02Z',
  attention_at = '2026-11-20 14:02Z', provider = 'sendgrid' where enrollment_id > {first} and enrollment_id <= {last};
insert into rekindle.delivery_attempts (delivery_id, attempt, lease_token, opt_outs, claimed_at)
select id, 1, id, 0, '2026-11-20 14:00Z' from rekindle.message_deliveries where enrollment_id > {first} and enrollment_id <= {last};
insert into rekindle.tracked_links (code, delivery_id, link_index, target, created_at)
select 'plain' || lpad(id::text, 8, '0'), id, 0, 'https://learn.example/', '2026-11-20 14:00Z'
  from rekindle.message_deliveries where enrollment_id > {first} and enrollment_id <= {last};
commit;
begin;
update rekindle.message_deliveries set status = 'sent', sent_at = '2026-11-20 14:00Z', lease_token = null, lease_until = null,
  attention_at = null, provider_message_id = 'm' || id where enrollment_id > {first} and enrollment_id <= {last};
update rekindle.delivery_attempts a set finished_at = '2026-11-20 14:00Z', outcome = 'accepted'
  from rekindle.message_deliveries d where d.id = a.delivery_id and d.enrollment_id > {first} and d.enrollment_id <= {last};
commit;
"""


def plain_sql(cluster, database, folder, count):
    """Seconds in which two clients write what as many messages leave in the ledger, without deciding anything."""
    copy = f"{database}_plain"
    cluster.sql("postgres", f"drop database if exists {copy}")
    cluster.create(copy, database)
    commits = cluster.sql(database, "show synchronous_commit")[0][0]
    cluster.sql("postgres", f"alter database {copy} set synchronous_commit = {commits}")
    cluster.sql(copy, "vacuum analyze")
    half = count // 2

    def client(start):
        script = ""
        for first in range(start, start + half, 500):
            script += PAGE.format(first=first, last=first + 500)
            for part in range(first, first + 500, 50):
                script += CHUNK.format(first=part, last=part + 50)
        return lambda: cluster.sql(copy, script)

    seconds = side_by_side(client(0), client(half))
    cluster.sql("postgres", f"drop database {copy}")
    return seconds


def statements(cluster, database, count):
    """The dearest statements: milliseconds of planning and executing per thousand messages."""
    found = cluster.sql(database, """
        select left(regexp_replace(query, '\\s+', ' ', 'g'), 60), sum(calls), sum(total_plan_time), sum(total_exec_time), sum(rows)
          from pg_stat_statements where dbid = (select oid from pg_database where datname = current_database())
         group by 1 having sum(total_exec_time + total_plan_time) > 5 order by sum(total_exec_time + total_plan_time) desc limit 16""")
    rows = [["statement", "calls", "plan µs", "execute µs", "a call ms"]]
    for text, calls, plan, execute, _ in found:
        total = float(plan) + float(execute)
        rows.append([text, calls, f"{float(plan) * 1e3 / count:.1f}", f"{float(execute) * 1e3 / count:.1f}",
                     f"{total / max(int(calls), 1):.2f}"])
    return rows
