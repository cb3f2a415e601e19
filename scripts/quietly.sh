#!/bin/sh
# Runs a command with its output in a log: quietly.sh <what it does> <command> [argument ...]
# A terminal sees the command's last line as it works; a failure prints the whole log.
set -u
label=$1
shift
log=$(mktemp)
trap 'rm -f "$log"' EXIT
trap 'kill "$pid" 2>/dev/null; exit 130' INT TERM
start=$(date +%s)
"$@" >"$log" 2>&1 &
pid=$!
if [ -t 2 ]; then
  while kill -0 "$pid" 2>/dev/null; do
    last=$(tail -c 400 "$log" | tr '\r' '\n' | grep -v '^ *$' | tail -n 1 | cut -c 1-60)
    printf '\r\033[K%s %ss %s' "$label" "$(($(date +%s) - start))" "$last" >&2
    sleep 1
  done
  printf '\r\033[K' >&2
fi
wait "$pid"
code=$?
if [ "$code" -ne 0 ]; then
  grep -vE "^\[[0-9]+/[0-9]+\] (Compiling|Emitting|Write|Wrapping|Linking)" "$log" >&2
  echo "$label: failed with exit code $code" >&2
  exit "$code"
fi
seconds=$(($(date +%s) - start))
[ "$seconds" -lt 5 ] || echo "$label: done in $seconds s" >&2
