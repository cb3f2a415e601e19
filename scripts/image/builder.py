"""Builds images from layouts with the tool that is installed."""

import os
import shutil
import subprocess

from project import Fault

CONTAINERFILE = "infra/container/Containerfile"
# Only the last stage is built, without a network and without running anything; dates are fixed, so digests repeat.
TOOLS = {
    "buildah": ["buildah", "build", "--layers", "--timestamp=0", "--identity-label=false"],
    "podman": ["podman", "build", "--layers", "--timestamp=0", "--identity-label=false"],
    "docker": ["docker", "buildx", "build", "--load", "--provenance=false"],
}


class Builder:
    def __init__(self, words, no_cache):
        self.words = [*words, "--no-cache"] if no_cache else words

    @staticmethod
    def installed(no_cache):
        """The first tool of this machine that works; None where there is none."""
        for tool, words in TOOLS.items():
            if shutil.which(tool) and (tool != "docker" or succeeds("docker", "info")):
                return Builder(words, no_cache)
        return None

    def build(self, layout):
        """Builds and tags an image; returns its name."""
        labels = [f"--label=org.opencontainers.image.{name}={value}" for name, value in labels_of(layout).items()]
        reference = name_of(layout)
        words = [
            *self.words, f"--build-context=layout={layout.folder}", *labels, "--tag", reference, "--file", CONTAINERFILE,
            str(layout.folder)]
        done = subprocess.run(words, capture_output=True, text=True, env={**os.environ, "SOURCE_DATE_EPOCH": "0"})
        if done.returncode:
            raise Fault(f"{' '.join(words)} failed:\n{done.stderr.strip()}")
        return reference


def succeeds(*words):
    return subprocess.run(words, capture_output=True).returncode == 0


def name_of(layout):
    registry = os.environ.get("IMAGE_REGISTRY", "").rstrip("/")
    return f"{registry}/rekindle-{layout.name}:{layout.project.version}".lstrip("/")


def labels_of(layout):
    project = layout.project
    labels = {
        "title": layout.title,
        "description": layout.description,
        "version": project.version,
        "revision": project.revision,
        "source": os.environ.get("IMAGE_SOURCE", ""),
    }
    return {name: value for name, value in labels.items() if value}
