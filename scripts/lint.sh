#!/bin/sh
# Checks what the compiler does not: format, the import graph, linked libraries.
set -eu
cd "$(dirname "$0")/.."
failed=0
fault() {
  echo "lint: $1" >&2
  failed=1
}

swift format lint --strict -r Package.swift Sources functions local-runner infra Tests || fault "run make fmt"

for handler in functions/*/; do
  name=$(basename "$handler")
  grep -q "^$name:" infra/link-budget.txt || fault "infra/link-budget.txt has no line for $name"
done

scripts/build-tests.sh
.build/debug/local-runner lint || fault "docs/architecture.md has the table of modules"
scripts/links.sh .build/debug || failed=1
exit "$failed"
