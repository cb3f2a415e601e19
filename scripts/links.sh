#!/bin/sh
# Compares the shared libraries that the handlers in a folder are linked to with infra/link-budget.txt.
set -eu
folder=$1
failed=0
while IFS=: read -r name allowed; do
  case $name in '#'* | '') continue ;; esac
  linked=$(readelf --dynamic --wide "$folder/$name" | sed -n 's/.*(NEEDED).*\[\(.*\)\]/\1/p' |
    grep -vE '^(libswift|lib_Foundation|ld-linux|lib(c|m|gcc_s|stdc\+\+|dl|pthread|rt|util)\.so)' | sed 's/\.so.*//' | sort | xargs)
  allowed=$(echo "$allowed" | xargs -n 1 | sort | xargs)
  if [ "$linked" != "$allowed" ]; then
    echo "links: $name is linked to '$linked', infra/link-budget.txt allows '$allowed'" >&2
    failed=1
  fi
done <"$(dirname "$0")/../infra/link-budget.txt"
exit "$failed"
