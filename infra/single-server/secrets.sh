#!/bin/sh
# Makes infra/secrets/<function>.env: each function's own account in the database, and keys that nobody has to know.
# What is there stays as it is. What only a provider can give is left empty, and named at the end.
set -eu
cd "$(dirname "$0")/.."
umask 077
mkdir -p secrets

random() { od -An -v -tx1 -N24 /dev/urandom | tr -d ' \n'; }
known() { cat secrets/*.env 2>/dev/null | sed -n "s/^$1=//p" | grep -m 1 . || true; }

superuser=$(known POSTGRES_PASSWORD)
: "${superuser:=$(random)}"
signing=$(known REKINDLE_SIGNING_KEYS)
: "${signing:=k1:$(head -c 32 /dev/urandom | base64 | tr '+/' '-_' | tr -d '=')}"
accounts=$(known ACCOUNTS)

url() { # url <function> <role>: migrations make the roles, so they run as the superuser and past the pooler
  if [ "$1" = migrate ]; then
    echo "postgresql://postgres:$superuser@postgres:5432/rekindle"
  else
    echo "postgresql://$2:$(echo "$accounts" | tr ' ' '\n' | sed -n "s/^$2://p")@pgbouncer:6432/rekindle"
  fi
}

grep -v '^#' single-server/functions.txt | while read -r function role names; do
  case " $accounts " in *" $role:"*) ;; *) accounts="${accounts:+$accounts }$role:$(random)" ;; esac
  echo "ACCOUNTS=$accounts" >secrets/accounts.env
  [ ! -e "secrets/$function.env" ] || continue
  for name in $names; do
    case $name in
      DATABASE_URL) value=$(url "$function" "$role") ;;
      REKINDLE_SIGNING_KEYS) value=$signing ;;
      DASHBOARD_KEYS | ADMIN_KEYS) value=$(random) ;;
      *) value= ;;
    esac
    echo "$name=$value"
  done >"secrets/$function.env"
done
printf 'POSTGRES_PASSWORD=%s\nPGPASSWORD=%s\n' "$superuser" "$superuser" >secrets/postgres.env
grep '=$' secrets/*.env | sed 's,^secrets/\(.*\):\(.*\)=$,fill in what you use: \2 in infra/secrets/\1,' || true
