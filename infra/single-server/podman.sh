#!/bin/sh
# The single server as one pod of podman: podman.sh up | down. IMAGE_REGISTRY is where the images are.
set -eu
cd "$(dirname "$0")/.."
pod() { sed "s|image: registry.example/rekindle|image: ${IMAGE_REGISTRY:-registry.example/rekindle}|" pod.yaml; }

# object <kind> <name> <file>: the lines NAME=value of a file as an object of Kubernetes
object() {
  printf 'apiVersion: v1\nkind: %s\nmetadata:\n  name: %s\ndata:\n' "$1" "$2"
  grep -E '^[A-Z_]+=.' "$3" | while IFS= read -r line; do
    value=${line#*=}
    if [ "$1" = Secret ]; then value=$(printf %s "$value" | base64 -w 0); fi
    printf '  %s: "%s"\n' "${line%%=*}" "$(printf %s "$value" | sed 's/[\"]/\\&/g')"
  done
}

case ${1-} in
  up)
    for file in settings.env secrets/accounts.env; do
      [ -e "$file" ] || { echo "infra/$file is missing: see docs/deploy/single-server.md" >&2; exit 78; }
    done
    for file in secrets/*.env; do
      name=rekindle-$(basename "$file" .env)
      podman secret rm "$name" >/dev/null 2>&1 || true
      object Secret "$name" "$file" | podman secret create "$name" - >/dev/null
    done
    settings=$(mktemp)
    trap 'rm -f "$settings"' EXIT
    object ConfigMap rekindle-settings settings.env >"$settings"
    pod | podman play kube --replace --configmap "$settings" -
    ;;
  down) pod | podman play kube --down - ;;
  *)
    echo "usage: podman.sh up | down" >&2
    exit 64
    ;;
esac
