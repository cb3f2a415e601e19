"""Requests that warm handlers take from one queue, beside the bare statements that write the same."""

import queue

from handlers import side_by_side


def beside_bare(bench, handlers, world, handler, requests, script, expected, commits="on"):
    """One turn over a copy of the database `world`: `requests` to two of `handler`, and `script` in two sessions.

    `expected` is the status of each answer, what is counted in the end, and how many of it there must be."""
    status, counted, total = expected
    cluster, name = bench.cluster, f"turn_{world}"

    def fresh():
        cluster.create(name, world)
        cluster.sql("postgres", f"alter database {name} set synchronous_commit = {commits}")
        cluster.sql(name, "vacuum analyze")
        cluster.settle()

    fresh()
    halves = ["\n".join(script[start::2]) for start in (0, 1)]
    bare = side_by_side(*[lambda half=half: cluster.sql(name, half) for half in halves])
    fresh()
    own = handlers.on(name)
    warm = [own.warm(handler) for _ in range(2)]
    waiting = queue.Queue()
    for request in requests:
        waiting.put(request)
    before = cluster.backends()

    def take(process):
        while True:
            try:
                reply = process.call(waiting.get_nowait())
            except queue.Empty:
                return
            if reply["statusCode"] != status:
                raise SystemExit(f"bench: {handler} answered {reply}")

    seconds = side_by_side(*[lambda process=process: take(process) for process in warm])
    server = cluster.backends() - before
    ended = [process.close() for process in warm]
    found = int(cluster.sql(name, f"select count(*) from {counted}")[0][0])
    if found != total:
        raise SystemExit(f"bench: {found} rows in {counted} instead of {total}")
    return {"seconds": seconds, "bare": bare, "memory": sum(peak for peak, _ in ended),
            "handlers": sum(used for _, used in ended), "server": server}
