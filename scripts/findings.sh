#!/bin/sh
# Runs every finding; fails where one no longer holds.
set -eu
cd "$(dirname "$0")/../findings"
failed=0
for finding in *.sh; do
  echo "== ${finding%.sh}"
  sh "$finding" || failed=1
done
exit "$failed"
