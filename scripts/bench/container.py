"""From a container's start to its first answer, beside the same programs as plain processes."""

import json
import os
import shutil
import socket
import subprocess
import time

from hosted import CASES, get
from report import heading, median, table

FUNCTION = "follow-link"
# Limits that a machine without CAP_SYS_RESOURCE can grant; the file system is used as it stands.
PODMAN = ["podman", "--runtime", "runc", "--cgroup-manager", "cgroupfs", "run", "--rm", "--interactive", "--network", "host",
          "--read-only", "--cap-drop", "all", "--user", "65532:65532", "--ulimit", "nofile=1024:20000",
          "--ulimit", "nproc=1024:4096"]


def measure(bench):
    heading(f"container: from start to the first answer of {FUNCTION} for an unknown code; median milliseconds")
    if os.getuid():
        print("  skipped: containers are started as root here")
        return
    handlers = bench.fresh("contained", learners=0)
    try:
        image = Image(bench, handlers)
    except Failure as failure:
        print(f"  skipped: {failure}")
        return
    rows = [["", "stdin → reply", "ratio", "health over HTTP", "first answer", "ratio"]]
    base = None
    for name, start in image.starts():
        try:
            stdin = [image.reply(start) for _ in range(bench.runs(10) + 1)][1:]
            served = [image.serve(start) for _ in range(bench.runs(10) + 1)][1:] if name != "the handler alone" else []
        except Failure as failure:
            print(f"  {name}: skipped: {failure}")
            continue
        base = base or median(stdin)
        answer = median(total for _, total in served) if served else None
        rows.append([name, f"{median(stdin):.1f}", f"{median(stdin) / base:.2f}",
                     *([f"{median(health for health, _ in served):.1f}", f"{answer:.1f}", f"{answer / base:.2f}"] if served else [])])
    table(rows)


class Failure(Exception):
    """A part of this machine that does not work; its words go into the table."""


class Image:
    """One function's image laid out on disk, and the ways to start it."""

    def __init__(self, bench, handlers):
        self.folder = bench.folder / "image"
        words = [bench.root / "scripts/image.sh", "--layout-only", "--binaries", bench.build.binaries, "--output", self.folder, FUNCTION]
        done = subprocess.run(words, cwd=bench.root, capture_output=True, text=True)
        if done.returncode:
            raise Failure(last_line(done.stderr))
        self.root = bench.folder / "rootfs"
        for layer in ("host", "function"):
            shutil.copytree(self.folder / FUNCTION / layer, self.root, dirs_exist_ok=True)
        for place in ("proc", "dev", "sys"):
            (self.root / place).mkdir(exist_ok=True)
        self.sockets = str(handlers.cluster.socket)
        (self.root / self.sockets.lstrip("/")).mkdir(parents=True, exist_ok=True)
        self.variables = {**handlers.environment(FUNCTION), "REKINDLE_BIND": "127.0.0.1"}
        self.bundle = bench.folder / "bundle"
        self.bundle.mkdir(exist_ok=True)
        self.number = 0

    def starts(self):
        """What is compared: a name, and a function from environment variables to a command and its own environment."""
        functions = {"REKINDLE_FUNCTIONS": str(self.root / "functions")}
        program = str(self.root / "functions" / FUNCTION / FUNCTION)
        yield "the handler alone", lambda variables: ([program], variables)
        yield "function-host", lambda variables: ([str(self.root / "function-host")], {**variables, **functions})
        for tool, start in (("runc", self.runc), ("podman", self.podman)):
            if shutil.which(tool):
                yield f"in a container of {tool}", start
            else:
                print(f"  {tool}: skipped: it is not installed")

    def runc(self, variables):
        subprocess.run(["runc", "spec"], cwd=self.bundle, check=not (self.bundle / "config.json").exists(), capture_output=True)
        config = json.loads((self.bundle / "config.json").read_text())
        process = config["process"]
        process.update(terminal=False, args=["/function-host"], cwd="/", user={"uid": 65532, "gid": 65532})
        process["env"] = [f"{name}={value}" for name, value in variables.items()]
        process["capabilities"] = {}
        process.pop("rlimits", None)
        config["root"] = {"path": str(self.root), "readonly": True}
        config["linux"]["namespaces"] = [space for space in config["linux"]["namespaces"] if space["type"] != "network"]
        config["mounts"] = [mount for mount in config["mounts"] if mount["destination"] in ("/proc", "/dev")]
        config["mounts"].append({"destination": self.sockets, "source": self.sockets, "type": "bind", "options": ["bind", "ro"]})
        (self.bundle / "config.json").write_text(json.dumps(config))
        self.number += 1
        return ["runc", "run", "--bundle", str(self.bundle), f"rekindle-bench-{os.getpid()}-{self.number}"], None

    def podman(self, variables):
        named = [word for name, value in variables.items() for word in ("--env", f"{name}={value}")]
        return [*PODMAN, "--volume", f"{self.sockets}:{self.sockets}:ro", *named, "--rootfs", str(self.root), "/function-host"], None

    def reply(self, start):
        """Milliseconds from the start to the end of one event on standard input."""
        words, environment = start(self.variables)
        begin = time.perf_counter()
        done = subprocess.run(words, env=environment, input=json.dumps(CASES[FUNCTION][0]), capture_output=True, text=True)
        milliseconds = (time.perf_counter() - begin) * 1000
        if done.returncode or '"statusCode":404' not in done.stdout:
            raise Failure(last_line(done.stderr))
        return milliseconds

    def serve(self, start):
        """Milliseconds from the start until the server says that it is well, and until it has answered a request."""
        port = free_port()
        words, environment = start({**self.variables, "PORT": str(port)})
        begin = time.perf_counter()
        process = subprocess.Popen(
            words, env=environment, stdin=subprocess.DEVNULL, stdout=subprocess.DEVNULL, stderr=subprocess.PIPE, text=True)
        try:
            while ask(port, "/_/health") != 200:
                if process.poll() is not None or time.perf_counter() - begin > 20:
                    raise Failure("the server does not come up")
                time.sleep(0.0005)
            health = time.perf_counter() - begin
            if ask(port, CASES[FUNCTION][1]) != CASES[FUNCTION][2]:
                raise Failure("the server does not answer")
            return health * 1000, (time.perf_counter() - begin) * 1000
        finally:
            process.terminate()
            process.communicate()


def ask(port, path):
    """The status of a GET; None where nobody answers."""
    try:
        with socket.create_connection(("127.0.0.1", port), timeout=5) as connection:
            connection.sendall(get(path))
            return int(connection.recv(4096).split()[1])
    except (OSError, IndexError):
        return None


def free_port():
    with socket.socket() as listener:
        listener.bind(("127.0.0.1", 0))
        return listener.getsockname()[1]


def last_line(text):
    return next((line for line in reversed(text.splitlines()) if line.strip()), "no message")[:100]
