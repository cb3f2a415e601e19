#!/bin/sh
# The single server as one pod of podman: podman.sh up | down. IMAGE_REGISTRY is where the images are.
set -eu
cd "$(dirname "$0")/.."

# config <name> <file>: the lines NAME=value of a file as a ConfigMap; it goes through a pipe and is stored nowhere.
config() {
  printf 'apiVersion: v1\nkind: ConfigMap\nmetadata:\n  name: %s\ndata:\n' "$1"
  sed -n 's/[\\"]/\\&/g; s/^\([A-Z0-9_]\{1,\}\)=\(.\{1,\}\)$/  \1: "\2"/p' "$2"
  echo ---
}

pod() {
  for file in settings.env secrets/accounts.env; do
    [ -e "$file" ] || { echo "infra/$file is missing: docs/deploy/single-server.md says how to make it" >&2; return 78; }
  done
  config rekindle-settings settings.env
  for file in secrets/*.env; do config "rekindle-$(basename "$file" .env)" "$file"; done
  sed "s|image: registry.example/rekindle|image: ${IMAGE_REGISTRY:-registry.example/rekindle}|" pod.yaml
}

yaml=$(pod)
case ${1-} in
  up) printf '%s\n' "$yaml" | podman play kube --replace - ;;
  down) printf '%s\n' "$yaml" | podman play kube --down - ;;
  *)
    echo "usage: podman.sh up | down" >&2
    exit 64
    ;;
esac
