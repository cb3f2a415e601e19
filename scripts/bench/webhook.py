"""Signed batches of provider events, two warm handlers; beside it the bare merge of the same arrays."""

import base64
import datetime
import json
import subprocess

from batches import beside_bare
from handlers import NOW, line, request
from report import heading, median, rate, table

BATCHES, BATCH = 40, 1000
MOMENT = int(datetime.datetime.fromisoformat(NOW).timestamp())
LEDGER = """
insert into rekindle.recipients (user_id, created_at) select u.user_id, '2026-11-19' from lms.users u order by 1;
insert into rekindle.campaign_enrollments
  (user_id, subject_id, campaign_id, version, enrolled_at, anchor_at, steps, next_due_at)
select p.user_id, p.course_id, c.id, c.current_version, '2026-11-19', '2026-11-19', '[]', '2026-11-26'
  from lms.user_course_progress p cross join rekindle.campaigns c order by p.user_id;
insert into rekindle.message_deliveries
  (user_id, enrollment_id, subject_id, campaign_id, version, step, occurrence, stage, attempt, channel, class, status,
   template, provider, provider_message_id, slot_at, scheduled_at, not_before, expires_at, sent_at)
select e.user_id, e.id, e.subject_id, e.campaign_id, e.version, 0, 1, 1, 1, 'email', 'marketing', 'sent', 'welcome-back',
       'sendgrid', 'm' || e.id, '2026-11-20', '2026-11-20', '2026-11-20', '2026-11-22', '2026-11-20 12:00Z'
  from rekindle.campaign_enrollments e order by e.id;
vacuum analyze;
"""


class Signer:
    """A provider's key pair."""

    def __init__(self, folder):
        self.key = folder / "signer.pem"
        run(["openssl", "ecparam", "-name", "prime256v1", "-genkey", "-noout", "-out", self.key])
        self.public = base64.b64encode(run(["openssl", "ec", "-in", self.key, "-pubout", "-outform", "DER"])).decode()

    def callback(self, body):
        """A signed request with `body`."""
        stamp = str(MOMENT)
        signature = run(["openssl", "dgst", "-sha256", "-sign", self.key], stamp.encode() + body.encode())
        return request("POST", "/webhooks/sendgrid", {
            "content-type": "application/json", "x-twilio-email-event-webhook-timestamp": stamp,
            "x-twilio-email-event-webhook-signature": base64.b64encode(signature).decode()}, body)


def run(words, text=b""):
    return subprocess.run(words, input=text, check=True, capture_output=True).stdout


def events(deliveries):
    """What a provider reports of a campaign: everything is delivered, then opened."""
    for delivery in deliveries:
        common = {"email": f"learner{delivery}@example.org", "timestamp": MOMENT - 600 + delivery % 300,
                  "smtp-id": f"<{delivery}@example.org>", "sg_message_id": f"m{delivery}.recvd-5f7c", "category": ["course-completion"],
                  "delivery_id": str(delivery), "environment": "bench"}
        yield {**common, "event": "delivered", "sg_event_id": f"ZGVsaXZlcmVk{delivery}", "response": "250 2.0.0 OK"}
        yield {**common, "event": "open", "sg_event_id": f"b3BlbmVk{delivery}", "sg_machine_open": False, "ip": "192.0.2.7",
               "useragent": "Mozilla/5.0 (X11; Linux x86_64) AppleWebKit/537.36", "timestamp": MOMENT - 200 + delivery % 100}


def measure(bench):
    total = BATCHES * BATCH
    heading(f"delivery-webhook: {total:,} new events in signed batches of {BATCH:,}, two handlers (aim: 50,000 events/s)")
    signer = Signer(bench.folder)
    handlers = bench.fresh("reported", learners=total // 2, SENDGRID_WEBHOOK_PUBLIC_KEY=signer.public)
    bench.cluster.sql("reported", LEDGER)
    blocks = [range(first + 1, first + BATCH // 2 + 1) for first in range(0, total // 2, BATCH // 2)]
    requests = [line(signer.callback(json.dumps(list(events(block))))) for block in blocks]
    script = [merge(block) for block in blocks]
    bare, rows = {}, [["commits", "events/s", "bare merge", "ratio", "memory MB", "CPU µs an event: handlers", "PostgreSQL"]]
    for commits in ("on", "off"):
        runs = [
            beside_bare(bench, handlers, "reported", "delivery-webhook", requests, script, (204, "rekindle.delivery_events", total), commits)
            for _ in range(bench.runs(3))]
        each = lambda get: median(map(get, runs))
        rows.append([
            commits, rate(total / each(lambda r: r["seconds"])), rate(total / each(lambda r: r["bare"])),
            f"{each(lambda r: r['seconds'] / r['bare']):.2f}", f"{max(r['memory'] for r in runs):.0f}",
            f"{each(lambda r: r['handlers']) / total * 1e6:.1f}", f"{each(lambda r: r['server']) / total * 1e6:.1f}"])
    table(rows)


def merge(deliveries):
    """The statement that the handler makes of a batch."""
    rows = [(event["delivery_id"], event["event"], event["timestamp"], event["sg_message_id"]) for event in events(deliveries)]
    array = lambda cells: "{" + ",".join(cells) + "}"
    times = array(f'"{datetime.datetime.fromtimestamp(row[2], datetime.timezone.utc).isoformat()}"' for row in rows)
    details, suspects = array(['""'] * len(rows)), array(["f"] * len(rows))
    return (f"select merged from rekindle.merge_events('sendgrid', '{array(row[0] for row in rows)}',"
            f" '{array(row[1] for row in rows)}', '{times}', '{details}', '{suspects}',"
            f" '{array(row[3] for row in rows)}', '{NOW}');")
