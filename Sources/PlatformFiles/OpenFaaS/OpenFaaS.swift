import FunctionContract
import YAML

/// OpenFaaS: functions behind its gateway, events through the gateway's queue, timers through the cron connector.
struct OpenFaaS {
  /// What OpenFaaS gives a function as the folder of its secrets.
  private static let secretsFolder = "/var/openfaas/secrets"

  let topology: Topology
  let settings: PlatformSettings

  /// Throws where a function has several timers: the cron connector takes one.
  init(topology: Topology, settings: PlatformSettings) throws(PlatformError) {
    for manifest in topology.manifests where manifest.consumes.schedule.count > 1 {
      throw PlatformError("\(manifest.name) has several schedules: OpenFaaS fires one for each function")
    }
    self.topology = topology
    self.settings = settings
  }

  /// Every file, below `openfaas/`.
  var files: [PlatformFile] {
    let functions = topology.manifests.filter { !$0.isDeployStep }
    return [
      PlatformFile("openfaas/stack.yml", [stack(functions)]),
      Nginx.file("openfaas/nginx.conf", functions.filter(\.isServedToPeople)) { manifest, path in
        "\(settings.gateway)/function/\(manifest.name)\(path)"
      },
    ]
  }

  private func stack(_ functions: [Manifest]) -> Document {
    [
      "version": "1.0", "provider": ["name": "openfaas", "gateway": "http://127.0.0.1:8080"],
      "functions": .mapping(functions.map { Document.Member($0.name, function($0)) }),
    ]
  }

  private func function(_ manifest: Manifest) -> Document {
    let memory = MemoryNeed(manifest, processes: manifest.concurrency.max)
    return [
      "image": "\(settings.registry)/\(manifest.imageName):\(settings.version)", "skip_build": true,
      "readonly_root_filesystem": true, "environment": .mapping(environment(manifest)),
      "secrets": manifest.environment.secrets.isEmpty ? nil : [.text(manifest.secretName)],
      "limits": ["memory": "\(memory.limitMiB)Mi"],
      "requests": ["memory": "\(memory.requestMiB)Mi", "cpu": "50m"],
      "annotations": .mapping(
        [Document.Member("com.openfaas.health.http.path", "/_/health")]
          + manifest.consumes.schedule.flatMap { schedule in
            [
              Document.Member("topic", "cron-function"),
              Document.Member("schedule", "CRON_TZ=\(schedule.timeZone) \(schedule.cron)"),
            ]
          }),
    ]
  }

  /// `faas-cli` puts the values of its own environment in the place of `${NAME}`.
  private func environment(_ manifest: Manifest) -> [Document.Member] {
    var variables = [
      ("PORT", "8080"), ("REKINDLE_PROCESSES", manifest.concurrency.warm > 0 ? "warm" : "event"),
      ("REKINDLE_DRAIN_SECONDS", String(manifest.limits.timeoutSeconds)),
    ]
    if !manifest.environment.secrets.isEmpty {
      variables.append(("REKINDLE_SECRETS", "\(OpenFaaS.secretsFolder)/\(manifest.secretName)"))
    }
    let flows = topology.flows(from: manifest)
    if !flows.isEmpty {
      let destinations = flows.map { "\($0.type)=\(settings.gateway)/async-function/\($0.consumer)" }
      variables.append(("REKINDLE_EVENTS_TO", destinations.joined(separator: " ")))
    }
    for name in manifest.environment.settings + ["REKINDLE_LOG_LEVEL"] {
      variables.append((name, manifest.environment.required.contains(name) ? "${\(name)}" : "${\(name):-}"))
    }
    return variables.map { Document.Member($0, .text($1)) }
  }
}
