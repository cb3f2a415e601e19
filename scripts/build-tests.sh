#!/bin/sh
# Builds the tests and the handlers that they spawn; an import that Package.swift does not declare is an error.
set -eu
cd "$(dirname "$0")/.."
exec scripts/quietly.sh "building tests" \
  swift build --build-tests --explicit-target-dependency-import-check error
