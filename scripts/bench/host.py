"""What function-host adds to a handler, one event at a time and many side by side."""

import subprocess

from handlers import side_by_side
from hosted import ASKS_FOR, CASES, Functions, Host
from report import heading, median, rate, table

AT_ONCE = 8


def measure(bench):
    handlers = bench.fresh("hosted", learners=0)
    tools = Tools(bench, Functions(bench, handlers))
    heading("function-host, one event after another: median milliseconds, ratio to the same handler through two pipes")
    alone(bench, tools)
    heading(f"function-host over HTTP, {AT_ONCE} connections: ratio to as many handlers side by side through pipes")
    together(bench, tools)


class Tools:
    """The plain C programs that the host is measured with."""

    def __init__(self, bench, functions):
        self.functions = functions
        self.exchange = str(bench.compiled("exchange.c"))
        self.requests = str(bench.compiled("requests.c"))

    def pipes(self, name, manner, count, command=None):
        """Events through two pipes; `manner` is once or warm."""
        command = command or [self.functions.program(name), *(["--stream"] if manner == "warm" else [])]
        return figures([self.exchange, manner, str(self.functions.input(name)), str(count), *command],
                       self.functions.environment(name))

    def http(self, host, name, count, connections, status):
        """Requests over HTTP."""
        words = [self.requests, host.port, str(self.functions.request(name)), str(count), str(connections), str(status)]
        try:
            return figures(words)
        except SystemExit as failure:
            raise SystemExit(f"{failure}; {host.state()}") from None

    def pace(self, name, manner):
        """How many events one handler takes in about half a second, so that no measurement takes minutes."""
        trial = 100 if manner == "warm" else 10
        return max(trial, round(trial / self.pipes(name, manner, trial)[0] / 2))


def figures(words, environment=None):
    """The seconds in all, the median and the 99th percentile that a tool prints."""
    done = subprocess.run(words, env=environment, capture_output=True, text=True)
    if done.returncode:
        raise SystemExit(f"bench: {done.stderr.strip() or words}")
    return tuple(map(float, done.stdout.split()))


def alone(bench, tools):
    rows = [["handler", "process", "through stdin", "ratio", "over HTTP", "ratio", "warm", "over HTTP", "more µs", "asks for"]]
    for name, (_, _, status) in CASES.items():
        once, warm = (bench.runs(tools.pace(name, manner)) for manner in ("once", "warm"))
        runs = []
        with Host(tools.functions, name, "event") as fresh, Host(tools.functions, name, "warm") as kept:
            for _ in range(3):
                runs.append([half for _, half, _ in (
                    tools.pipes(name, "once", once),
                    tools.pipes(name, "once", once, [tools.functions.host, name]),
                    tools.http(fresh, name, once, 1, status),
                    tools.pipes(name, "warm", warm),
                    tools.http(kept, name, warm, 1, status))])
        bare, stdin, process, stream, pooled = (median(run[place] for run in runs) * 1000 for place in range(5))
        ratio = lambda place: f"{median(run[place] / run[0] for run in runs):.2f}"
        rows.append([name, f"{bare:.2f}", f"{stdin:.2f}", ratio(1), f"{process:.2f}", ratio(2), f"{stream:.3f}",
                     f"{pooled:.3f}", f"{median(run[4] - run[3] for run in runs) * 1e6:.0f}", ASKS_FOR[name]])
    table(rows)


def together(bench, tools):
    rows = [["handler", "processes", "requests/s", "through pipes", "ratio", "p50 ms", "p99 ms"]]
    count = bench.runs(20_000)
    with Host(tools.functions, "answer", "warm") as host:
        tools.http(host, "health", count, AT_ONCE, 200)
        rows.append(row("(/_/health)", "none", count, [tools.http(host, "health", count, AT_ONCE, 200) for _ in range(3)]))
    for name, (_, _, status) in CASES.items():
        width = tools.functions.concurrency(name)
        for processes, manner in (("event", "once"), ("warm", "warm")):
            count = width * bench.runs(tools.pace(name, manner))
            with Host(tools.functions, name, processes) as host:
                tools.http(host, name, AT_ONCE, AT_ONCE, status)   # so that warm processes are there
                runs, bares = [], []
                for _ in range(3):
                    bares.append(count / side_by_side(*[lambda: tools.pipes(name, manner, count // width)] * width))
                    runs.append(tools.http(host, name, count, AT_ONCE, status))
            rows.append(row(name, f"{width} warm" if manner == "warm" else f"{width}, one per event", count, runs, bares))
    table(rows)


def row(name, processes, count, runs, bares=None):
    rates = [count / seconds for seconds, _, _ in runs]
    bare = [rate(median(bares)), f"{median(mine / plain for mine, plain in zip(rates, bares)):.2f}"] if bares else ["", ""]
    return [name, processes, rate(median(rates)), *bare, f"{median(half for _, half, _ in runs) * 1000:.2f}",
            f"{median(last for _, _, last in runs) * 1000:.2f}"]
