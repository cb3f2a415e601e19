#!/bin/sh
# Writes the accounts in ACCOUNTS, "role:password" with blanks between, to where pgbouncer looks for them, and becomes it.
set -eu
umask 077
for account in $ACCOUNTS; do
  printf '"%s" "%s"\n' "${account%%:*}" "${account#*:}"
done >/run/pgbouncer/userlist.txt
unset ACCOUNTS
exec pgbouncer /etc/pgbouncer/pgbouncer.ini
