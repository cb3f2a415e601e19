import YAML

extension SingleServer {
  /// `pod.yaml`: the same services as one pod for `podman play kube`, which starts them all at once; what comes too
  /// early fails and is started again.
  var pod: [Document] {
    [
      [
        "apiVersion": "v1", "kind": "ConfigMap", "metadata": ["name": "rekindle-proxy"],
        "data": ["Caddyfile": .text(caddyfile)],
      ],
      [
        "apiVersion": "v1", "kind": "Pod", "metadata": ["name": "rekindle"],
        "spec": [
          "restartPolicy": "OnFailure",
          "hostAliases": [["ip": "127.0.0.1", "hostnames": .texts(services.map(\.name))]],
          "containers": .list(services.map(contained)), "volumes": .list(volumes),
        ],
      ],
    ]
  }

  private func contained(_ service: Service) -> Document {
    [
      "name": .text(service.name), "image": .text(service.image),
      "command": service.entrypoint.isEmpty ? nil : .texts(service.entrypoint),
      "args": service.arguments.isEmpty ? nil : .texts(service.arguments),
      "env": service.variables.isEmpty
        ? nil : .list(service.variables.map { ["name": .text($0.name), "value": .text($0.value)] }),
      "envFrom": sources(service),
      "ports": service.ports.isEmpty
        ? nil : .list(service.ports.map { ["containerPort": .integer($0), "hostPort": .integer($0)] }),
      "volumeMounts": mounts(service),
      "resources": service.memoryMiB.map { ["limits": ["memory": .text("\($0)Mi")]] },
      "securityContext": securityContext(service),
    ]
  }

  /// Podman 4 reads Secrets in a form of its own only, so `podman.sh` hands over all variables as ConfigMaps.
  private func sources(_ service: Service) -> Document? {
    let names = (service.readsSettings ? [SettingsExample.name] : []) + service.secrets.map { "rekindle-\($0)" }
    return names.isEmpty ? nil : .list(names.map { ["configMapRef": ["name": .text($0)]] })
  }

  private func mounts(_ service: Service) -> Document? {
    var mounts = service.volumes.map { ($0.name, $0.path) } + service.scratch.map { (scratchName(service, $0), $0) }
    if service.name == "proxy" { mounts.append(("proxy", "/etc/caddy")) }
    return mounts.isEmpty ? nil : .list(mounts.map { ["name": .text($0.0), "mountPath": .text($0.1)] })
  }

  private var volumes: [Document] {
    let kept = services.flatMap(\.volumes).map { volume -> Document in
      [
        "name": .text(volume.name), "persistentVolumeClaim": ["claimName": .text("rekindle-\(volume.name)")],
      ]
    }
    let scratch = services.flatMap { service in service.scratch.map { scratchName(service, $0) } }
      .map { ["name": .text($0), "emptyDir": ["medium": "Memory"]] as Document }
    return kept + scratch + [["name": "proxy", "configMap": ["name": "rekindle-proxy"]]]
  }

  private func scratchName(_ service: Service, _ path: String) -> String { "\(service.name)-scratch" }

  private func securityContext(_ service: Service) -> Document {
    switch service.privileges {
    case .none:
      ["allowPrivilegeEscalation": false, "readOnlyRootFilesystem": true, "capabilities": ["drop": ["ALL"]]]
    case .root(let capabilities):
      ["allowPrivilegeEscalation": false, "capabilities": ["drop": ["ALL"], "add": .texts(capabilities)]]
    }
  }
}
