#!/bin/sh
# Installs what `make build` left, the units and the broker's definitions below a root: install.sh [ROOT]
# BINARIES names another folder of programs.
set -eu
cd "$(dirname "$0")/../.."
root=${1:-}
binaries=${BINARIES:-.build/release}
library=$root/usr/lib/rekindle

install -D --mode 755 "$binaries/function-host" "$library/bin/function-host"
install --mode 755 infra/systemd/bin/* "$library/bin/"
for manifest in functions/*/function.json; do
  name=$(basename "$(dirname "$manifest")")
  install -D --mode 755 "$binaries/$name" "$library/functions/$name/$name"
  install --mode 644 "$manifest" "$library/functions/$name/function.json"
done
mkdir -p "$library/infra"
cp -R campaigns "$library/"
cp -R infra/database "$library/infra/"
mkdir -p "$root/etc/systemd/system" "$root/etc/nginx/snippets"
cp -R infra/systemd/units/* "$root/etc/systemd/system/"
install --mode 644 infra/systemd/nginx/rekindle.conf "$root/etc/nginx/snippets/"
install -D --mode 644 infra/systemd/rabbitmq/definitions.json "$root/etc/rekindle/rabbitmq.json"
install -d --mode 700 "$root/etc/rekindle/secrets" "$root/etc/rekindle/amqp"
[ -e "$root/etc/rekindle/settings.env" ] ||
  install --mode 600 infra/settings.env.example "$root/etc/rekindle/settings.env"
