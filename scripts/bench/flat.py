"""Cost per message with ten thousand and with a million enrolments due."""

import million
from flow import Flow, Sink
from handlers import event
from report import heading, median, rate, table

FIRST = 10_000


def measure(bench):
    heading(f"cost per message: the first {FIRST:,} messages of few and of many that are due (aim: equal)")
    rows = [["due", "seconds", "messages/s", "ratio"]]
    base = None
    for due in (FIRST, 1_000_000):
        handlers = bench.fresh("flat", learners=due)
        handlers.once("detect", {**event("timer.detect", 1), "time": "2026-11-20T02:00:00Z"})
        bench.cluster.sql("flat", "vacuum analyze")
        times = []
        for _ in range(bench.runs(2)):
            bench.cluster.create("first", "flat")
            bench.cluster.settle()
            with Sink(bench, "0ms") as sink:
                flow = Flow(type(handlers)(handlers.build, bench.cluster, "first", sink.address), stop_after=FIRST)
                flow.run()
                flow.close(bench.cluster)
                times.append(flow.seconds_until(FIRST))
        base = base or median(times)
        rows.append([f"{due:,}", f"{median(times):.2f}", rate(FIRST / median(times)), f"{median(times) / base:.2f}"])
    table(rows)
    million.measure(bench, handlers, due)
