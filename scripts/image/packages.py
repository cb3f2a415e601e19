"""The Debian packages that shared libraries come from."""

import shutil
import subprocess
from dataclasses import dataclass
from pathlib import Path

from project import Fault, output

AUTHORITIES = Path("/usr/share/ca-certificates")
FIELDS = ["Package", "Version", "Architecture", "source:Package", "source:Version", "Maintainer", "Homepage"]


@dataclass(frozen=True, order=True)
class Package:
    name: str
    version: str
    architecture: str
    source: str
    source_version: str
    maintainer: str
    homepage: str

    @property
    def copyright(self):
        return Path("/usr/share/doc", self.name, "copyright")


def packages(libraries):
    """Where the libraries come from, without the Swift toolchain's own, in the order of their names."""
    toolchain = Path(shutil.which("swift")).resolve().parents[1]
    foreign = [library for library in libraries if toolchain not in library.parents]
    owners = search(foreign)
    for library in foreign:
        if not any(name in owners for name in names(library)):
            raise Fault(f"{library} belongs to no Debian package: nobody could say which version an image holds")
    return describe(set(owners.values()))


def describe(owners):
    """What the package database says of packages."""
    if not owners:
        return []
    form = "\t".join(f"${{{field}}}" for field in FIELDS) + "\n"
    lines = output("dpkg-query", "--show", f"--showformat={form}", *sorted(owners)).splitlines()
    return sorted(Package(*line.split("\t")) for line in lines)


def certificates():
    """The authorities of Debian's package that are still here, without those that somebody has added to the machine."""
    files = [Path(file) for file in output("dpkg-query", "--listfiles", "ca-certificates").splitlines()]
    trusted = [file for file in files if AUTHORITIES in file.parents and file.suffix == ".crt" and file.exists()]
    return "".join(file.read_text() for file in sorted(trusted))


def search(libraries):
    """The package of each file that has one, by the name that the package gives to the file."""
    words = ["dpkg-query", "--search", "--", *sorted({name for library in libraries for name in names(library)})]
    lines = subprocess.run(words, capture_output=True, text=True).stdout.splitlines()
    return {file: package for package, file in (line.split(": ", 1) for line in lines)}


def names(library):
    """The names that a package may give to a file: where /lib leads to /usr/lib, some still say /lib."""
    path = str(library)
    return {path, path.removeprefix("/usr")} if path.startswith("/usr/lib") else {path}
