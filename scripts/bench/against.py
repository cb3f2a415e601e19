"""Two builds in one run: each with its own cluster, schema and campaign, on the same inputs, in turns (A B A B ...)."""

import json
import queue

import cold
import detect
import webhook
from flow import Flow, Sink
from handlers import Handlers, event, line, request, side_by_side
from report import heading, median, table

MESSAGES = 20_000
DETECTED = "2026-11-20T02:00:00Z"


class Cold:
    """A fresh process for one event; processor time is what the process itself took."""

    title, turns = "cold start: one process, one event", 30

    def __init__(self, bench, _):
        self.starts = cold.Starts(bench)

    def sample(self):
        found = {}
        for name in self.starts.names:
            seconds, megabytes = self.starts.start(name)
            found[f"{name}, ms"] = seconds * 1000
            found[f"{name}, peak MB"] = megabytes
        return found


class Detect:
    title, turns = "detect: 1,000,000 rows of activity, 100,000 pairs that went quiet", 3

    def __init__(self, bench, _):
        self.run = detect.Run(bench)

    def sample(self):
        seconds, again = self.run.once()
        return {"pairs/s, everybody new": detect.PAIRS / seconds, "pairs/s, nobody new": detect.PAIRS / again}


class Send:
    title, turns = f"tick, send, record: {MESSAGES:,} messages, two ticks, two senders", 4

    def __init__(self, bench, provider):
        self.bench, self.provider = bench, provider
        bench.fresh("sending", learners=MESSAGES)

    def sample(self):
        found = {}
        for latency in ("0ms", "50ms"):
            seconds, memory, *used = sent(self.bench, self.provider, latency)
            found[f"{latency}: messages/s"] = MESSAGES / seconds
            for name, value in zip(("ticks", "senders", "PostgreSQL"), used):
                found[f"{latency}: CPU µs a message, {name}"] = value / MESSAGES * 1e6
            found[f"{latency}: CPU µs a message, all"] = sum(used) / MESSAGES * 1e6
            found[f"{latency}: peak MB, ticks and senders"] = memory
        return found


def sent(bench, provider, latency, database="run", template="sending"):
    """Sends to everybody in a copy of `template`: seconds, peak memory, and processor time of ticks, senders and server."""
    cluster = bench.cluster
    cluster.create(database, template)
    with Sink(provider, latency) as sink:
        handlers = Handlers(bench.build, cluster, database, sink.address)
        handlers.once("detect", {**event("timer.detect", 1), "time": DETECTED})
        cluster.sql(database, "vacuum analyze")
        cluster.settle()
        before = cluster.backends()
        flow = Flow(handlers)
        seconds = flow.run()
        memory, ticks, senders, server = flow.close(cluster)
    if flow.sent != MESSAGES:
        raise SystemExit(f"bench: {bench.build.name} sent {flow.sent} messages instead of {MESSAGES}")
    return seconds, memory, ticks, senders, server - before


class AfterSending:
    """What is measured on a database whose messages have been sent."""

    def __init__(self, bench, provider):
        self.bench = bench
        bench.fresh("sending", learners=MESSAGES)
        sent(bench, provider, "0ms", database="mailed")
        bench.cluster.sql("mailed", "vacuum analyze")

    def column(self, select):
        return [row[0] for row in self.bench.cluster.sql("mailed", select)]

    def answered(self, handlers, name, lines, status):
        """Two warm handlers answer all lines: seconds, peak memory, and processor time of handlers and server."""
        waiting = queue.SimpleQueue()
        for text in lines:
            waiting.put(text)
        warm = [handlers.warm(name) for _ in range(2)]
        before = self.bench.cluster.backends()

        def take(handler):
            while True:
                try:
                    reply = handler.call(waiting.get_nowait())
                except queue.Empty:
                    return
                if reply["statusCode"] != status:
                    raise SystemExit(f"bench: {name} of {self.bench.build.name} answered {reply}")

        seconds = side_by_side(*[lambda handler=handler: take(handler) for handler in warm])
        server = self.bench.cluster.backends() - before
        ended = [handler.close() for handler in warm]
        return seconds, sum(peak for peak, _ in ended), sum(used for _, used in ended), server


class Webhook(AfterSending):
    title, turns = f"delivery-webhook: {2 * MESSAGES:,} new events in signed batches of {webhook.BATCH:,}, two handlers", 3

    def __init__(self, bench, provider):
        super().__init__(bench, provider)
        signer = webhook.Signer(bench.folder)
        self.handlers = Handlers(bench.build, bench.cluster, "merging", SENDGRID_WEBHOOK_PUBLIC_KEY=signer.public)
        ids = [int(text) for text in self.column("select id from rekindle.message_deliveries where status = 'sent' order by id")]
        half = webhook.BATCH // 2
        self.lines = [line(signer.callback(json.dumps(list(webhook.events(ids[first:first + half])))))
                      for first in range(0, len(ids), half)]

    def sample(self):
        cluster, events = self.bench.cluster, 2 * MESSAGES
        cluster.create("merging", "mailed")
        cluster.settle()
        seconds, memory, handlers, server = self.answered(self.handlers, "delivery-webhook", self.lines, 204)
        merged = int(cluster.sql("merging", "select count(*) from rekindle.delivery_events")[0][0])
        if merged < events:
            raise SystemExit(f"bench: {self.bench.build.name} merged {merged} events instead of {events}")
        return {"events/s": events / seconds, "CPU µs an event, handlers": handlers / events * 1e6,
                "CPU µs an event, PostgreSQL": server / events * 1e6, "peak MB, two handlers": memory}


class Link(AfterSending):
    CLICKS = 2_000
    title, turns = f"follow-link: {CLICKS:,} first clicks, two warm handlers", 5

    def __init__(self, bench, provider):
        super().__init__(bench, provider)
        self.handlers = Handlers(bench.build, bench.cluster, "followed")
        codes = self.column(f"select code from rekindle.tracked_links where link_index = 0 order by code limit {self.CLICKS}")
        browser = {"user-agent": "Mozilla/5.0 (X11; Linux x86_64) AppleWebKit/537.36"}
        self.lines = [line(request("GET", f"/c/{code}", browser)) for code in codes]

    def sample(self):
        self.bench.cluster.create("followed", "mailed")
        self.bench.cluster.settle()
        seconds, memory, handlers, server = self.answered(self.handlers, "follow-link", self.lines, 302)
        return {"clicks/s": self.CLICKS / seconds, "CPU µs a click, handlers": handlers / self.CLICKS * 1e6,
                "CPU µs a click, PostgreSQL": server / self.CLICKS * 1e6, "peak MB, two handlers": memory}


PARTS = {"cold": Cold, "detect": Detect, "send": Send, "webhook": Webhook, "link": Link}


def measure(old, new, chosen):
    """Prints for each figure both medians, the median of the ratios of neighbours, and how far these ratios lie apart."""
    for name in chosen:
        part = PARTS[name]
        heading(f"{part.title}: {new.build.name} against {old.build.name}, {new.runs(part.turns)} turns")
        sides = [part(bench, old) for bench in (old, new)]   # one fake provider for both
        turns = [[side.sample() for side in sides] for _ in range(new.runs(part.turns))]
        rows = [["", old.build.name, new.build.name, "new/old", "from", "to"]]
        for figure in (figure for figure in turns[0][0] if figure in turns[0][1]):
            before, after = ([turn[side][figure] for turn in turns] for side in (0, 1))
            ratios = [value / base for value, base in zip(after, before) if base]
            rows.append([figure, *[f"{median(values):,.{0 if median(values) >= 1000 else 1}f}" for values in (before, after)],
                         *([f"{value:.2f}" for value in (median(ratios), min(ratios), max(ratios))] if ratios else [])])
        table(rows)
