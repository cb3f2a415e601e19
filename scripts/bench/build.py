"""A checkout with its release binaries; what another commit may lay out differently is asked of the checkout itself."""

import json
import os
import shutil
import subprocess
import sys
import tempfile
from pathlib import Path

OWN = Path(__file__).resolve().parents[2]


class Build:
    def __init__(self, root, name, binaries=None):
        self.root = root
        self.name = name
        self.binaries = Path(binaries or root / ".build/release")

    @staticmethod
    def own():
        """This checkout; BENCH_BINARIES names another folder of handlers."""
        return Build(OWN, "here", os.environ.get("BENCH_BINARIES"))

    @staticmethod
    def of(commit):
        """The build of a commit, made by its own script in a temporary folder and kept in .build/against."""
        full = git("rev-parse", "--verify", "--quiet", f"{commit}^{{commit}}").decode().strip()
        if not full:
            raise SystemExit(f"bench: there is no commit {commit}")
        kept = OWN / ".build/against" / full
        if not kept.exists():
            compile_commit(full, kept)
        return Build(kept, full[:7])

    def role(self, handler):
        """The database role of a handler; deployment is done by the server's owner, who makes the roles."""
        manifest = json.loads((self.root / "functions" / handler / "function.json").read_text())
        return "postgres" if handler in ("migrate", "publish") else manifest["database"]["role"]

    @property
    def roles(self):
        return {self.role(path.parent.name) for path in (self.root / "functions").glob("*/function.json")}

    @property
    def schema(self):
        """The folder that this build's `migrate` reads: the one that its own sample events name."""
        for sample in sorted((self.root / "functions/migrate/events").glob("*.json")):
            path = json.loads(sample.read_text()).get("data", {}).get("path")
            if path and (self.root / path).is_dir():
                return self.root / path
        raise SystemExit(f"bench: no sample event of migrate in {self.root} names a folder that is there")

    @property
    def learners(self):
        """The script that fills the platform's tables."""
        return (self.root / "scripts/bench/world.sql").read_text()


def git(*words):
    return subprocess.run(["git", "-C", OWN, *words], capture_output=True).stdout


def compile_commit(commit, kept):
    """Leaves the commit's sources with its programs in `kept`, all at once or not at all."""
    print(f"building {commit[:7]}; this takes some minutes", file=sys.stderr, flush=True)
    with tempfile.TemporaryDirectory(prefix="rekindle-against-") as folder:
        root = Path(folder)
        subprocess.run(["tar", "-x", "-C", root], input=git("archive", commit), check=True)
        if subprocess.run([root / "scripts/build.sh"]).returncode:
            raise SystemExit(f"bench: {commit[:7]} cannot be built")
        programs = [path for path in (root / ".build/release").iterdir()
                    if path.is_file() and not path.suffix and os.access(path, os.X_OK)]
        kept.parent.mkdir(parents=True, exist_ok=True)
        made = Path(tempfile.mkdtemp(dir=kept.parent))
        shutil.copytree(root, made, dirs_exist_ok=True, ignore=shutil.ignore_patterns(".build"))
        (made / ".build/release").mkdir(parents=True)
        for program in programs:
            shutil.copy2(program, made / ".build/release")
        made.chmod(0o755)
        made.rename(kept)
