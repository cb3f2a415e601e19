#!/bin/sh
# Makes .build/peers, a Python environment with the programs of others that tests compare us with (scripts/peers.txt).
# Without Python or PyPI it says so and succeeds: the tests that need a peer are then skipped, each with its reason.
set -eu
cd "$(dirname "$0")/.."
folder=.build/peers
cmp -s scripts/peers.txt "$folder/peers.txt" && exit 0

log=$(mktemp)
trap 'rm -f "$log"' EXIT
make_environment() {
  rm -rf "$folder"
  mkdir -p .build
  python3 -m venv "$folder" &&
    "$folder/bin/python" -m pip install --quiet --disable-pip-version-check --retries 1 --timeout 15 \
      --requirement scripts/peers.txt
}
if make_environment >"$log" 2>&1; then
  cp scripts/peers.txt "$folder/peers.txt"
else
  tail -n 3 "$log" >&2
  echo "peers: no Python environment could be made: the tests that compare us with others are skipped" >&2
  rm -rf "$folder"
fi
