"""The smallest bus around warm handlers, and the fake provider."""

import queue
import subprocess
import threading
import time

from cluster import cpu
from handlers import event, line, side_by_side


class Flow:
    """The smallest bus: ticks until nothing is due, every announcement to whichever sender is free."""

    def __init__(self, handlers, stop_after=None, ticks=2, senders=2):
        self.ticks = [handlers.warm("schedule-tick") for _ in range(ticks)]
        self.senders = [handlers.warm("send-email") for _ in range(senders)]
        self.due = queue.Queue()
        self.stop_after = stop_after
        self.reserved = self.sent = 0
        self.lock = threading.Lock()
        self.marks = []

    def seconds_until(self, count):
        """When so many messages were recorded, from the start."""
        return next(moment for moment, sent in self.marks if sent >= count) - self.start

    def run(self):
        self.start = time.perf_counter()
        open_ticks = [len(self.ticks)]

        def tick(warm, number):
            turn = 0
            while self.stop_after is None or self.reserved < self.stop_after:
                turn += 1
                reply = warm.call(line(event("timer.schedule-tick", f"{number}-{turn}")))
                with self.lock:
                    self.reserved += reply["result"]["reserved"]
                follow_up = False
                for emitted in reply.get("events", []):
                    if emitted["type"] == "timer.schedule-tick":
                        follow_up = True
                    elif emitted["type"] == "delivery.email.due":   # the first minute of an hour asks for detection, too
                        self.due.put(line(emitted))
                if not follow_up:
                    break
            with self.lock:
                open_ticks[0] -= 1
                if not open_ticks[0]:
                    for _ in self.senders:
                        self.due.put(None)

        def send(warm):
            while (announcement := self.due.get()) is not None:
                reply = warm.call(announcement)
                with self.lock:
                    self.sent += reply["result"]["sent"]
                    self.marks.append((time.perf_counter(), self.sent))

        works = [lambda warm=warm, number=number: tick(warm, number) for number, warm in enumerate(self.ticks)]
        works += [lambda warm=warm: send(warm) for warm in self.senders]
        return side_by_side(*works)

    def close(self, cluster):
        """Memory of all handlers together in MB; CPU seconds of ticks, of senders and of the server with live backends."""
        backends = cluster.backends()
        ticks = [warm.close() for warm in self.ticks]
        senders = [warm.close() for warm in self.senders]
        return (sum(peak for peak, _ in ticks + senders), sum(seconds for _, seconds in ticks),
                sum(seconds for _, seconds in senders), backends)


class Sink:
    """The fake provider."""

    def __init__(self, bench, latency):
        self.process = subprocess.Popen(
            [bench.build.binaries / "local-runner", "sink", "--port", "0", "--latency", latency], stdout=subprocess.PIPE,
            stderr=subprocess.DEVNULL, text=True)
        self.address = self.process.stdout.readline().strip()

    def cpu(self):
        return cpu(self.process.pid)

    def __enter__(self):
        return self

    def __exit__(self, *_):
        self.process.terminate()
        self.process.wait()
        self.process.stdout.close()
