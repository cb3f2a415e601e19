"""A burst of signed single events through the gateway, each of which has a receipt sent: from the socket to the provider."""

import base64
import datetime
import hashlib
import hmac
import json
import os
import struct
import subprocess
import time

from report import heading, rate, table, verdict

COUNT, CONNECTIONS, ATTEMPTS = 10_000, 64, 3
WITHIN = 10
KEY = bytes(range(24))
STRIPE_SECRET = "whsec_of-the-bench"
CAMPAIGN = {
    "campaign.yaml": """name: bench-receipt
title: Receipts
class: transactional
topic: payment
subject: payment
language: en
reason: You get this email because you have paid.
enter: { event: lms.payment.paid, segment: segment.sql }
steps:
  - { id: receipt, on: enter, channels: [email], template: receipt }
""",
    "segment.sql": """select p.user_id, p.payment_id as subject_id, null::timestamptz as last_activity_at
  from lms.payments p where p.paid_at <= as_of and p.paid_at > as_of - interval '2 days'
""",
    "goal.sql": "select null::timestamptz as reached_at where false\n",
    "context.sql": """select u.first_name, to_char(p.amount, 'FM999990.00') || ' ' || p.currency as amount, p.payment_id::text as number,
       'a payment' as subject_name
  from lms.payments p join lms.users u on u.user_id = p.user_id where p.payment_id = subject and p.user_id = learner
""",
    "messages/receipt.email.md": """---
subject: "Your receipt {{number}}"
preheader: "We have received {{amount}}."
button: { label: Look at it, url: "https://learn.example.org/payments" }
---
Hello {{first_name}},

we have received **{{amount}}** for payment {{number}}. Thank you.

{{> button}}
""",
    "samples/learner.json": '{"first_name": "Ann", "amount": "149.00 EUR", "number": "7", "subject_name": "a payment"}\n',
}
WORLD = """
insert into lms.users (user_id, first_name, email, timezone)
select i, 'Asha' || i, 'learner' || i || '@example.org', 'UTC' from generate_series(1, :count) i;
insert into lms.payments (payment_id, user_id, amount, currency, requested_at)
select i, i, 149, 'EUR', now() - interval '1 day' from generate_series(1, :count) i;
vacuum analyze;
"""


class Stage:
    """The runner's gateway with warm handlers, its database, and a sink that notes when it took each message."""

    def __init__(self, bench, count):
        self.bench = bench
        self.runner = bench.build.binaries / "local-runner"
        self.root = bench.folder / f"stage-{time.monotonic_ns()}"
        self.root.mkdir()
        for name in ("functions", "infra"):
            (self.root / name).symlink_to(bench.build.root / name)
        folder = self.root / "campaigns/bench-receipt"
        for name, text in CAMPAIGN.items():
            (folder / name).parent.mkdir(parents=True, exist_ok=True)
            (folder / name).write_text(text)
        self.log = self.root / "accepted.jsonl"
        self.sink = subprocess.Popen(
            [self.runner, "sink", "--log", self.log], stdout=subprocess.PIPE, stderr=subprocess.DEVNULL, text=True)
        provider = self.sink.stdout.readline().strip()
        self.environment = {
            **os.environ, "SENDGRID_BASE_URL": provider, "REKINDLE_LOG_LEVEL": "warning",
            "STRIPE_WEBHOOK_SECRETS": STRIPE_SECRET,
            "REKINDLE_EVENT_SECRETS": "lms:whsec_" + base64.b64encode(KEY).decode()}
        self.notes = open(self.root / "serve.log", "w+")
        self.server = subprocess.Popen(
            [self.runner, "serve", "--port", "0", "--provider-port", "0", "--json", "--root", self.root],
            stdout=subprocess.PIPE, stderr=self.notes, text=True, env=self.environment)
        told = json.loads(self.server.stdout.readline() or "{}")
        if not told:
            self.notes.seek(0)
            raise SystemExit(f"bench: serve did not start: {self.notes.read()[-500:]}")
        self.port, self.database = told["gateway"].rsplit(":", 1)[1], told["database"]
        self.sql(WORLD, count=count)
        self.run("publish", folder)

    def run(self, *words):
        done = subprocess.run([self.runner, *words, "--root", self.root], capture_output=True, text=True, env=self.environment)
        if done.returncode:
            raise SystemExit(f"bench: {words[0]}: {done.stdout}{done.stderr}")

    def sql(self, script, **variables):
        words = [word for name, value in variables.items() for word in ("-v", f"{name}={value}")]
        done = subprocess.run(["psql", "-XqAt", "-F", " ", "-v", "ON_ERROR_STOP=1", *words, self.database], input=script,
                              capture_output=True, text=True)
        if done.returncode:
            raise SystemExit(f"bench: SQL failed: {done.stderr}")
        return [line.split(" ") for line in done.stdout.splitlines()]

    def accepted(self):
        """When the provider took which delivery, as often as it did."""
        lines = self.log.read_text().splitlines() if self.log.exists() else []
        return [(int(entry["delivery"]), moment(entry["at"])) for entry in map(json.loads, lines)]

    def close(self):
        for process in (self.server, self.sink):
            process.terminate()
            process.wait()
            process.stdout.close()
        self.notes.close()


def moment(text):
    return datetime.datetime.fromisoformat(text).timestamp()


def host_event(number, stamp):
    """What the platform tells, signed as Standard Webhooks say: body and headers."""
    name = f"evt_paid_{number}"
    paid = datetime.datetime.fromtimestamp(stamp, datetime.timezone.utc).isoformat()
    body = json.dumps({"id": name, "type": "lms.payment.paid", "timestamp": paid,
                       "data": {"payment_id": number, "user_id": number}}).encode()
    signature = base64.b64encode(hmac.new(KEY, f"{name}.{stamp}.".encode() + body, hashlib.sha256).digest()).decode()
    return body, f"webhook-id: {name}\r\nwebhook-timestamp: {stamp}\r\nwebhook-signature: v1,{signature}\r\n"


def stripe_event(number, stamp):
    """What Stripe tells of the same payment, signed its way: body and headers."""
    intent = {"id": f"pi_{number}", "object": "payment_intent", "amount": 14900, "amount_received": 14900, "currency": "eur",
              "created": stamp - 60, "customer": f"cus_{number}", "latest_charge": f"ch_{number}", "status": "succeeded",
              "metadata": {"payment_id": str(number), "user_id": str(number)}}
    body = json.dumps({"id": f"evt_{number}", "object": "event", "api_version": "2026-10-28.endive", "created": stamp,
                       "livemode": False, "type": "payment_intent.succeeded", "data": {"object": intent}}).encode()
    signature = hmac.new(STRIPE_SECRET.encode(), f"{stamp}.".encode() + body, hashlib.sha256).hexdigest()
    return body, f"stripe-signature: t={stamp},v1={signature}\r\n"


SENDERS = [("lms", host_event), ("stripe", stripe_event)]


def request(source, event, number):
    """One signed event as bytes of HTTP."""
    body, headers = event(number, int(time.time()))
    head = (f"POST /events/{source} HTTP/1.1\r\nHost: localhost\r\nContent-Type: application/json\r\n{headers}"
            f"Content-Length: {len(body)}\r\n\r\n")
    return head.encode() + body


def burst(bench, program, count, source, event):
    """One burst, from its first byte until the provider has everything or a minute has brought nothing new."""
    stage = Stage(bench, count)
    try:
        requests = stage.root / "requests"
        with open(requests, "wb") as file:
            for number in range(1, count + 1):
                bytes_ = request(source, event, number)
                file.write(struct.pack("=I", len(bytes_)) + bytes_)
        output = stage.root / "answers"
        subprocess.run([program, stage.port, requests, str(CONNECTIONS), output], check=True)
        answers = [(float(sent), float(answered), int(status)) for sent, answered, status in map(str.split, open(output))]
        seen, quiet = -1, time.monotonic()
        while seen < count and time.monotonic() - quiet < 60:
            time.sleep(0.5)
            if (now := len(stage.accepted())) > seen:
                seen, quiet = now, time.monotonic()
        payments = {int(id_): int(subject) for id_, subject in stage.sql("select id, subject_id from rekindle.message_deliveries")}
        first = {}
        for delivery, at in stage.accepted():
            first.setdefault(payments[delivery], []).append(at)
        delays = sorted(min(times) - answers[payment - 1][0] for payment, times in first.items())
        seconds = max(answered for _, answered, _ in answers) - answers[0][0]
        return {
            "accepted": sum(status == 200 for _, _, status in answers), "rate": count / seconds,
            "answer": sorted(answered - sent for sent, answered, _ in answers)[count * 99 // 100],
            "half": delays[len(delays) // 2] if delays else float("inf"),
            "late": delays[len(delays) * 99 // 100] if delays else float("inf"),
            "all": max(max(times) for times in first.values()) - answers[0][0] if first else float("inf"),
            "lost": count - len(first), "twice": sum(len(times) > 1 for times in first.values())}
    finally:
        stage.close()


def measure(bench):
    count = int(os.environ.get("BENCH_RECEIPTS", COUNT))
    heading(f"receipts: {count:,} signed single events over {CONNECTIONS} connections, each with a receipt to the provider"
            f" (aim: 2,000 events/s, p99 within {WITHIN} s, none lost, none twice)")
    program = bench.compiled("burst.c")
    rows = [["from", "200s", "events/s", "answer p99 ms", "receipt p50 s", "receipt p99 s", "receipts/s", "lost", "twice", ""]]
    for _ in range(bench.runs(ATTEMPTS)):
        for source, event in SENDERS:
            it = burst(bench, program, count, source, event)
            is_met = it["rate"] >= 2000 and it["late"] <= WITHIN and not it["lost"] and not it["twice"]
            rows.append([source, f"{it['accepted']:,}", rate(it["rate"]), f"{it['answer'] * 1000:.0f}", f"{it['half']:.1f}",
                         f"{it['late']:.1f}", rate(count / it["all"]), str(it["lost"]), str(it["twice"]), verdict(is_met)])
    table(rows)
