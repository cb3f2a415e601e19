"""The shared libraries of a program, as the machine's own loader finds them."""

import re
from pathlib import Path

from project import Fault, output

LINE = re.compile(r"^\s*(?:(?P<name>\S+) => )?(?P<path>/\S+) \(0x[0-9a-f]+\)$")


def closure(program):
    """The place in an image of every library that a program needs, the loader among them, and where it is here."""
    libraries = {}
    for line in output("ldd", program).splitlines():
        if "not found" in line:
            raise Fault(f"{program} needs {line.split()[0]}, which is not installed: run make setup")
        if match := LINE.match(line):
            path = Path(match["path"])
            libraries[place(match["name"], path)] = path.resolve()
    return libraries


def place(name, path):
    """The loader stays where programs look for it; libraries go where the loader looks first."""
    return Path("lib") / name if name else path.relative_to("/")
