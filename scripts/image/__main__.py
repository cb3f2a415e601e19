"""Lays out images and builds them: scripts/image.sh [FUNCTION | all]..."""

import argparse
import sys
from pathlib import Path

from builder import Builder
from layout import Layout
from project import Fault, Project
from sizes import Sizes

ADVICE = """No image was built: buildah, podman or docker is not installed. The layouts are in {}; build one with
  docker buildx build --build-context layout=FOLDER --file infra/container/Containerfile --tag NAME FOLDER"""


def arguments():
    parser = argparse.ArgumentParser(prog="scripts/image.sh", description="Lays out images and builds them.")
    parser.add_argument("names", nargs="*", metavar="FUNCTION", help="a function, or all for one image with every one")
    parser.add_argument("--binaries", type=Path, default=Path(".build/release"), help="folder of the programs")
    parser.add_argument("--output", type=Path, default=Path(".build/image"), help="folder of the layouts")
    parser.add_argument("--layout-only", action="store_true", help="build no image from the layout")
    parser.add_argument("--no-cache", action="store_true", help="build every layer anew")
    return parser.parse_args()


def main():
    options = arguments()
    project = Project(Path.cwd(), options.binaries)
    layouts = [Layout(project, name, options.output / name) for name in options.names or [*project.functions, "all"]]
    for layout in layouts:
        layout.make()
    if options.layout_only:
        return
    builder = Builder.installed(options.no_cache)
    sizes = Sizes()
    for layout in layouts:
        if builder:
            print(builder.build(layout))
        sizes.add(layout)
    print(sizes.table())
    if not builder:
        print(ADVICE.format(options.output), file=sys.stderr)


try:
    main()
except Fault as fault:
    sys.exit(f"image: {fault}")
