"""function-host as a process of its own, over a folder of functions laid out as in an image."""

import json
import os
import subprocess
from pathlib import Path

from handlers import event, request

BARE = "answer"
MANIFEST = {
    "name": BARE, "title": "Answer", "description": "Answers every event with an empty result.",
    "consumes": {"events": ["bench.ask"]}, "concurrency": {"max": 4, "warm": 1},
    "limits": {"timeoutSeconds": 10, "memoryMiB": 64, "inputBytes": 65536, "outputBytes": 65536}}
# Per function: the event as the handler reads it, the same over HTTP, and the status of the answer.
CASES = {
    BARE: (event("bench.ask", 1), None, 202),
    "follow-link": (request("GET", "/c/Unknown01"), "/c/Unknown01", 404),
    "schedule-tick": (event("timer.schedule-tick", 2), None, 202),
}
ASKS_FOR = {BARE: "nothing", "follow-link": "an unknown code", "schedule-tick": "nothing due; two commits"}


class Functions:
    """The folder of functions, and one input and one HTTP request for each."""

    def __init__(self, bench, handlers):
        self.host = str(bench.build.binaries / "function-host")
        self.handlers = handlers
        self.folder = bench.folder / "functions"
        self.inputs = bench.folder / "inputs"
        self.inputs.mkdir(exist_ok=True)
        for name, (document, path, _) in CASES.items():
            program = bench.compiled("answer.c") if name == BARE else bench.build.binaries / name
            own = self.folder / name
            own.mkdir(parents=True, exist_ok=True)
            link(own / name, program)
            if name == BARE:
                (own / "function.json").write_text(json.dumps(MANIFEST))
            else:
                link(own / "function.json", bench.root / "functions" / name / "function.json")
            self.input(name).write_text(json.dumps(document) + "\n")
            self.request(name).write_bytes(get(path) if path else post(document))
        self.request("health").write_bytes(get("/_/health"))

    def concurrency(self, name):
        return json.loads((self.folder / name / "function.json").read_text())["concurrency"]["max"]

    def program(self, name):
        return str(self.folder / name / name)

    def input(self, name):
        return self.inputs / f"{name}.json"

    def request(self, name):
        return self.inputs / f"{name}.http"

    def environment(self, name, **more):
        own = {} if name == BARE else self.handlers.environment(name)
        return {"PATH": os.environ["PATH"], **own, "REKINDLE_FUNCTIONS": str(self.folder), "REKINDLE_EVENTS_TO": "reply", **more}


class Host:
    """function-host in HTTP mode on a port that the system chose."""

    def __init__(self, functions, name, processes):
        self.log = open(functions.inputs / "host.log", "w+")
        environment = functions.environment(name, PORT="0", REKINDLE_BIND="127.0.0.1", REKINDLE_PROCESSES=processes)
        self.process = subprocess.Popen(
            [functions.host, name], env=environment, stdout=subprocess.PIPE, stderr=self.log, text=True)
        self.port = self.process.stdout.readline().split()[-1]

    def __enter__(self):
        return self

    def __exit__(self, *_):
        self.process.terminate()
        self.process.wait()
        self.process.stdout.close()
        self.log.close()

    def state(self):
        """Whether it still runs, and the last that it said."""
        self.log.seek(0)
        code = self.process.poll()
        return f"function-host {'runs' if code is None else f'ended with {code}'}: {self.log.read()[-300:].strip() or 'no word'}"


def link(path, target):
    path.unlink(missing_ok=True)
    path.symlink_to(Path(target).resolve())


def get(path):
    return f"GET {path} HTTP/1.1\r\nHost: localhost\r\n\r\n".encode()


def post(document):
    """A CloudEvent in structured mode."""
    body = json.dumps(document).encode()
    head = f"POST / HTTP/1.1\r\nHost: localhost\r\nContent-Type: application/cloudevents+json\r\nContent-Length: {len(body)}\r\n\r\n"
    return head.encode() + body
