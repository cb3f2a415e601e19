"""What is put into images: programs, manifests, version and revision."""

import json
import os
import subprocess
from functools import cached_property


class Fault(Exception):
    """Tells a person what to change."""


def output(*words):
    """What a command prints; a fault where it fails."""
    try:
        return subprocess.run([str(word) for word in words], capture_output=True, text=True, check=True).stdout
    except FileNotFoundError:
        raise Fault(f"{words[0]} is not installed") from None
    except subprocess.CalledProcessError as error:
        raise Fault(f"{' '.join(map(str, words))} failed: {error.stderr.strip()}") from None


class Project:
    license = "Apache-2.0"

    def __init__(self, root, binaries):
        self.root = root
        self.binaries = binaries
        self.functions = sorted(path.parent.name for path in root.glob("functions/*/function.json"))

    def program(self, name):
        path = self.binaries / name
        if not path.exists():
            raise Fault(f"{path} is not built: run make build")
        return path

    def manifest_file(self, name):
        if name not in self.functions:
            raise Fault(f"{name} is no function; there are {', '.join(self.functions)} and all")
        return self.root / "functions" / name / "function.json"

    def manifest(self, name):
        return json.loads(self.manifest_file(name).read_text())

    @cached_property
    def version(self):
        """What the programs say of themselves."""
        return output(self.program("function-host").absolute(), "--version").split()[1]

    @cached_property
    def swift_version(self):
        return output("swift", "--version").split("Swift version ")[1].split()[0]

    @cached_property
    def revision(self):
        """The commit, marked where files differ from it; empty outside a repository."""
        try:
            return output("git", "-C", self.root, "describe", "--always", "--abbrev=40", "--exclude=*", "--dirty").strip()
        except Fault:
            return ""

    @cached_property
    def epoch(self):
        """Seconds since 1970 of the commit, the only date in an image; SOURCE_DATE_EPOCH wins."""
        if given := os.environ.get("SOURCE_DATE_EPOCH"):
            return int(given)
        return int(output("git", "-C", self.root, "log", "-1", "--format=%ct")) if self.revision else 0
