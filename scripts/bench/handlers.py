"""Handlers as processes: one event each, or warm."""

import json
import os
import subprocess
import threading
import time

from cluster import cpu, peak_megabytes

NOW = "2026-11-20T14:00:00Z"  # inside every learner's send window


def event(kind, number, data=None):
    document = {"specversion": "1.0", "id": str(number), "source": "/timers", "type": kind, "time": NOW}
    if data is not None:
        document["data"] = data
    return document


def request(method, path, headers=None, body=None):
    document = {
        "version": "2.0", "routeKey": "$default", "rawPath": path, "rawQueryString": "", "headers": headers or {},
        "requestContext": {
            "http": {"method": method, "path": path, "protocol": "HTTP/1.1", "sourceIp": "192.0.2.1", "userAgent": "bench"},
            "requestId": "bench", "timeEpoch": 1795183200000},
        "isBase64Encoded": False}
    if body is not None:
        document["body"] = body
    return document


class Handlers:
    """Makes handler processes for one database and one address of the fake provider."""

    def __init__(self, build, cluster, database, provider="http://127.0.0.1:9", **settings):
        self.build = build
        self.cluster = cluster
        self.database = database
        self.settings = {
            "REKINDLE_CLOCK": "event", "REKINDLE_LOG_LEVEL": "warning", "REKINDLE_ENVIRONMENT": "bench",
            "REKINDLE_PUBLIC_URL": "https://rekindle.example",
            "REKINDLE_SIGNING_KEYS": "k1:AAECAwQFBgcICQoLDA0ODxAREhMUFRYXGBkaGxwdHh8",
            "REKINDLE_LINK_HOSTS": "learn.example", "REKINDLE_SENDER_NAME": "Example Academy",
            "REKINDLE_POSTAL_ADDRESS": "1 Main Street, Example", "EMAIL_PROVIDER": "sendgrid",
            "SENDGRID_API_KEY": "SG.bench", "SENDGRID_BASE_URL": provider,
            "REKINDLE_FROM_EMAIL": "courses@school.example",
            "SENDGRID_FROM_EMAIL": "courses@school.example",   # its name until bee5877
            "TWILIO_ACCOUNT_SID": "AC" + "0" * 32,
            "TWILIO_AUTH_TOKEN": "bench", "TWILIO_FROM_NUMBER": "+14155550100", "TWILIO_BASE_URL": provider,
            "REKINDLE_WEBHOOK_URL": "https://rekindle.example/webhooks", "DASHBOARD_KEYS": "bench-key-of-32-characters-000000",
            **settings}

    def on(self, database):
        """The same handlers for another database."""
        other = Handlers(self.build, self.cluster, database)
        other.settings = self.settings
        return other

    def environment(self, name):
        return {"PATH": os.environ["PATH"], "DATABASE_URL": self.cluster.url(self.database, self.build.role(name)), **self.settings}

    def path(self, name):
        return str(self.build.binaries / name)

    def once(self, name, document, folder=None):
        done = subprocess.run(
            [self.path(name)], input=json.dumps(document), capture_output=True, text=True, env=self.environment(name),
            cwd=folder)
        if done.returncode:
            raise SystemExit(f"bench: {name} ended with {done.returncode}: {done.stdout}{done.stderr}")
        return json.loads(done.stdout)

    def warm(self, name):
        return Warm(self.path(name), self.environment(name), name)


class Warm:
    """A handler that takes one event after another."""

    def __init__(self, path, environment, name):
        self.name = name
        self.process = subprocess.Popen(
            [path, "--stream"], stdin=subprocess.PIPE, stdout=subprocess.PIPE, env=environment)

    def call(self, line):
        """Takes an event as a line of bytes and returns the reply."""
        self.process.stdin.write(line)
        self.process.stdin.flush()
        reply = json.loads(self.process.stdout.readline() or b'{"errorType": "the process ended"}')
        if "errorType" in reply:
            raise SystemExit(f"bench: {self.name}: {reply}")
        return reply

    def close(self):
        """Ends the process; returns its peak memory in MB and its seconds of CPU."""
        peak, seconds = peak_megabytes(self.process.pid), cpu(self.process.pid)
        self.process.stdin.close()
        self.process.wait()
        self.process.stdout.close()
        return peak, seconds


def line(document):
    return json.dumps(document).encode() + b"\n"


def side_by_side(*works):
    """Runs functions in threads, hands on the first failure, and returns how many seconds they took together."""
    failures = []

    def guarded(work):
        try:
            work()
        except BaseException as failure:
            failures.append(failure)

    start = time.perf_counter()
    threads = [threading.Thread(target=guarded, args=(work,), daemon=True) for work in works]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    if failures:
        raise failures[0]
    return time.perf_counter() - start
