#!/bin/sh
# Checks what the compiler does not: format, imports, owners of C libraries, the module graph, linked libraries.
set -eu
cd "$(dirname "$0")/.."
failed=0
fault() {
  echo "lint: $1" >&2
  failed=1
}

swift format lint --strict -r Package.swift Sources functions local-runner infra Tests || fault "run make fmt"

if grep -rnE '^ *(public |internal |package |@testable )*import (Foundation|FoundationEssentials|FoundationNetworking)\b' \
  --include='*.swift' Sources functions local-runner infra; then
  fault "Foundation is for tests only: it costs every handler 1 to 5 ms (docs/decisions/0003)"
fi

owner() { # owner <module of a C library> <the only target that imports it>
  if grep -rlE "import $1\b" --include='*.swift' Sources functions local-runner infra Tests | grep -v "^Sources/$2/"; then
    fault "only $2 may import $1"
  fi
}
owner CPostgres Store
owner CCurl Transport
owner CCrypto Signing
owner CYAML YAML
owner CMarkdown Campaigns
owner CHTTPServer FunctionHost

for handler in functions/*/; do
  name=$(basename "$handler")
  grep -q "^$name:" infra/link-budget.txt || fault "infra/link-budget.txt has no line for $name"
done

scripts/build-tests.sh
scripts/links.sh .build/debug || failed=1
exit "$failed"
