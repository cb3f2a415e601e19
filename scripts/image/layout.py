"""The files of one image in two folders, each a layer: `host` is equal in all images, `function` is what one adds."""

import os
import shutil
from pathlib import Path

import sbom
from closure import closure
from packages import certificates, describe, packages
from project import Fault

CERTIFICATES = Path("etc/ssl/certs/ca-certificates.crt")
ACCOUNT = 65532
TEXTS = {
    Path("etc/passwd"): f"root:x:0:0::/:/sbin/nologin\nrekindle:x:{ACCOUNT}:{ACCOUNT}::/:/sbin/nologin\n",
    Path("etc/group"): f"root:x:0:\nrekindle:x:{ACCOUNT}:\n",
    Path("etc/nsswitch.conf"): "passwd: files\ngroup: files\nhosts: files dns\n",
}
ZONES = Path("/usr/share/zoneinfo")
# What functions read from disk, seen from the root of the image and of the project.
DATA = {"migrate": Path("infra/database"), "publish": Path("campaigns")}


class Layout:
    def __init__(self, project, name, folder):
        self.project = project
        self.name = name
        self.functions = project.functions if name == "all" else [name]
        self.manifests = {function: project.manifest(function) for function in self.functions}
        self.folder = folder
        self.layers = [folder / "host", folder / "function"]

    @property
    def title(self):
        return "Rekindle: " + (self.manifests[self.name]["title"] if self.name != "all" else "Every function")

    @property
    def description(self):
        if self.name != "all":
            return self.manifests[self.name]["description"]
        return "Every function; the argument names the one to run."

    def make(self):
        """Writes both folders anew."""
        shutil.rmtree(self.folder, ignore_errors=True)
        host = closure(self.project.program("function-host"))
        function = {}
        for name in self.functions:
            function.update(closure(self.project.program(name)))
        function = {place: library for place, library in function.items() if place not in host}
        shared = describe({"ca-certificates"}) + packages(host.values())
        zones = self.zone_files()
        added = describe({"tzdata"} if zones else set()) + packages(function.values())
        added = [package for package in added if package not in shared]
        bill = {Path("sbom.spdx.json"): sbom.document(self, sorted(shared + added))}
        self.write(self.layers[0], {**host, **self.host_files(), **texts(shared)})
        self.write(self.layers[1], {**function, **zones, **self.function_files(), **texts(added), **bill})

    def host_files(self):
        return {Path("function-host"): self.project.program("function-host"), CERTIFICATES: certificates(), **TEXTS}

    def function_files(self):
        files = {}
        for name in self.functions:
            folder = Path("functions", name)
            files[folder / name] = self.project.program(name)
            files[folder / "function.json"] = self.project.manifest_file(name)
            if name in DATA:
                root = self.project.root
                files.update((path.relative_to(root), path) for path in (root / DATA[name]).rglob("*") if path.is_file())
        return files

    def zone_files(self):
        """The zones of the functions' timers, which `function-host --timers` reads; UTC needs no file."""
        schedules = [each for manifest in self.manifests.values() for each in manifest["consumes"].get("schedule", [])]
        files = [ZONES / each["timeZone"] for each in schedules if each["timeZone"] != "UTC"]
        if missing := [file for file in files if not file.exists()]:
            raise Fault(f"{missing[0]} does not exist: install tzdata")
        return {file.relative_to("/"): file for file in files}

    def write(self, layer, files):
        """Puts texts and copies of files in their places, without dates and for everybody to read."""
        for place, source in files.items():
            target = layer / place
            target.parent.mkdir(parents=True, exist_ok=True)
            if isinstance(source, str):
                target.write_text(source)
            else:
                shutil.copyfile(source, target)
            is_program = isinstance(source, Path) and os.access(source, os.X_OK)
            target.chmod(0o555 if is_program else 0o444)
        for path in [layer, *layer.rglob("*")]:
            if path.is_dir():
                path.chmod(0o755)
            os.utime(path, (0, 0))


def texts(found):
    """The licences of packages, where Debian has them."""
    return {package.copyright.relative_to("/"): package.copyright for package in found}
