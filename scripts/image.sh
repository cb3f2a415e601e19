#!/bin/sh
# Lays out images in .build/image and builds them where buildah, podman or docker is installed:
#   scripts/image.sh [--layout-only] [--no-cache] [--binaries FOLDER] [--output FOLDER] [FUNCTION | all]...
# Without a name every image is made. IMAGE_REGISTRY is the prefix of their names, IMAGE_SOURCE the label of the source.
set -eu
cd "$(dirname "$0")/.."
exec python3 -B scripts/image "$@"
