import YAML

extension SingleServer {
  /// `compose.yaml` (Compose specification): `docker compose up` or `podman-compose up` beside it.
  var compose: Document {
    [
      "name": "rekindle", "services": .mapping(services.map { .init($0.name, composed($0)) }),
      "networks": .mapping(
        Service.Network.allCases.map { .init($0.rawValue, $0 == .outside ? [:] : ["internal": true]) }),
      "volumes": .mapping(services.flatMap(\.volumes).map { .init($0.name, [:]) }),
    ]
  }

  private func composed(_ service: Service) -> Document {
    let files = (service.readsSettings ? ["settings.env"] : []) + service.secrets.map { "secrets/\($0).env" }
    let mounts =
      service.volumes.map { "\($0.name):\($0.path)" }
      + (service.name == "proxy" ? ["./single-server/Caddyfile:/etc/caddy/Caddyfile:ro"] : [])
    let document: Document = [
      "image": .text(service.image), "build": service.build.map { .text("./\($0)") },
      "entrypoint": texts(service.entrypoint), "command": texts(service.arguments.map(escaped)),
      "environment": service.variables.isEmpty
        ? nil : .mapping(service.variables.map { .init($0.name, .text(escaped($0.value))) }),
      "env_file": texts(files), "networks": texts(service.networks.map(\.rawValue)), "volumes": texts(mounts),
      "ports": texts(service.ports.map { "\($0):\($0)" }), "depends_on": dependencies(service),
      "healthcheck": service.probe.isEmpty
        ? nil : ["test": .texts(["CMD"] + service.probe), "interval": "10s", "timeout": "6s", "start_period": "60s"],
      "mem_limit": service.memoryMiB.map { .text("\($0)m") }, "pids_limit": 256,
      "stop_grace_period": .text("\(service.stopSeconds)s"),
      "restart": service.isJob ? "on-failure:10" : "unless-stopped",
    ]
    return .mapping(document.members + confined(service).members)
  }

  private func confined(_ service: Service) -> Document {
    switch service.privileges {
    case .none:
      [
        "read_only": true, "tmpfs": texts(service.scratch), "cap_drop": ["ALL"],
        "security_opt": ["no-new-privileges:true"],
      ]
    case .root(let capabilities):
      [
        "tmpfs": texts(service.scratch), "cap_drop": ["ALL"], "cap_add": .texts(capabilities),
        "security_opt": ["no-new-privileges:true"],
      ]
    }
  }

  private func dependencies(_ service: Service) -> Document? {
    if service.needs.isEmpty { return nil }
    return .mapping(service.needs.map { .init($0.service, ["condition": .text($0.condition.rawValue)]) })
  }

  /// Compose replaces `$NAME` by the value of a variable where the dollar is not doubled.
  private func escaped(_ text: String) -> String { text.replacing("$", with: "$$") }

  /// A list; nil, and its key is left out, where it is empty.
  private func texts(_ texts: [String]) -> Document? { texts.isEmpty ? nil : .texts(texts) }
}
