"""A private PostgreSQL cluster with production-like durability, under a temporary folder."""

import os
import pwd
import shutil
import subprocess
import time
from pathlib import Path

SETTINGS = {
    "listen_addresses": "''",
    "shared_buffers": "1GB",
    "max_wal_size": "8GB",
    "checkpoint_timeout": "30min",
    "max_connections": "50",
    "fsync": "on",
    "full_page_writes": "on",
    "synchronous_commit": "on",
    "shared_preload_libraries": "'pg_stat_statements'",
    "pg_stat_statements.track": "top",
    "pg_stat_statements.track_planning": "on",
    "jit": "off",
}


class Cluster:
    def __init__(self, folder, root):
        self.root = root
        self.data = folder / "data"
        self.socket = folder
        self.account = pwd.getpwnam("postgres") if os.getuid() == 0 else None
        self.tools = max(Path("/usr/lib/postgresql").glob("*/bin"), key=lambda path: int(path.parent.name))
        if self.account:
            os.chown(folder, self.account.pw_uid, self.account.pw_gid)
        self.serve("initdb", "--pgdata", self.data, "--username", "postgres", "--auth", "trust", "--no-sync", "--encoding",
                   "UTF8", "--locale", "C.UTF-8")
        with open(self.data / "postgresql.auto.conf", "a") as file:
            file.writelines(f"{name} = {value}\n" for name, value in SETTINGS.items())
            file.write(f"unix_socket_directories = '{folder}'\n")
        self.serve("pg_ctl", "--pgdata", self.data, "--wait", "--log", folder / "server.log", "start")

    def serve(self, tool, *words):
        """Runs a tool of the server as the user who may own one."""
        done = subprocess.run([self.tools / tool, *words], capture_output=True, text=True, cwd="/", **self.as_account())
        if done.returncode:
            raise SystemExit(f"bench: {tool} failed: {done.stderr.strip() or done.stdout.strip()}")

    def as_account(self):
        """How a process is started as the owner of the cluster."""
        if not self.account:
            return {}
        return {"user": self.account.pw_uid, "group": self.account.pw_gid, "extra_groups": []}

    def stop(self):
        self.serve("pg_ctl", "--pgdata", self.data, "--mode", "immediate", "stop")

    def url(self, database, user="postgres"):
        return f"postgresql://{user}@/{database}?host={self.socket}"

    def sql(self, database, script, **variables):
        """Runs a script and returns its rows, cells apart by tabs."""
        words = [word for name, value in variables.items() for word in ("-v", f"{name}={value}")]
        done = subprocess.run(
            ["psql", "-X", "-q", "-A", "-t", "-F", "\t", "-v", "ON_ERROR_STOP=1", *words, self.url(database)],
            input=script, capture_output=True, text=True)
        if done.returncode:
            raise SystemExit(f"bench: SQL failed: {done.stderr.strip()}")
        return [line.split("\t") for line in done.stdout.splitlines() if line]

    def create(self, database, template="template1"):
        self.sql("postgres", f"drop database if exists {database}")
        self.sql("postgres", f"create database {database} template {template} strategy file_copy")

    def settle(self):
        """Writes out what is dirty, so that no measurement pays for another's."""
        self.sql("postgres", "checkpoint")

    def configure(self, **settings):
        """Changes settings of the running server."""
        for name, value in settings.items():
            self.sql("postgres", f"alter system set {name} = {value}")
        self.sql("postgres", "select pg_reload_conf()")

    def version(self):
        return self.sql("postgres", "show server_version")[0][0].split()[0]

    def backends(self):
        """Seconds of CPU that the live server processes have used."""
        postmaster = int((self.data / "postmaster.pid").read_text().split()[0])
        return sum(cpu(pid) for pid in children(postmaster)) + cpu(postmaster)


def children(parent):
    for entry in Path("/proc").iterdir():
        if entry.name.isdigit():
            try:
                fields = (entry / "stat").read_text().rsplit(")", 1)[1].split()
            except OSError:
                continue
            if int(fields[1]) == parent:
                yield int(entry.name)


def cpu(pid):
    """User and system seconds of a process."""
    try:
        fields = Path(f"/proc/{pid}/stat").read_text().rsplit(")", 1)[1].split()
    except OSError:
        return 0.0
    return (int(fields[11]) + int(fields[12])) / os.sysconf("SC_CLK_TCK")


def peak_megabytes(pid):
    """The most memory that a live process has held (VmHWM)."""
    for line in Path(f"/proc/{pid}/status").read_text().splitlines():
        if line.startswith("VmHWM"):
            return int(line.split()[1]) / 1024
    return 0.0
