import FunctionContract
import YAML

/// What a pod does: it serves, it runs once, or it would repeat an event that was set aside.
enum PodPart: String {
  case server
  case job
  case deadLetter = "dead-letter"
}

extension Kubernetes {
  /// The port that containers listen on and Services lead to.
  static let containerPort = 8080

  /// What every object of a function is found by.
  func labels(_ manifest: Manifest, _ part: PodPart? = nil) -> Document {
    [
      "app.kubernetes.io/name": .text(manifest.name), "app.kubernetes.io/part-of": "rekindle",
      "app.kubernetes.io/component": part.map { .text($0.rawValue) },
      Kubernetes.emitting: hasBroker && !manifest.emits.isEmpty ? "yes" : nil,
    ]
  }

  func metadata(_ manifest: Manifest, name: String? = nil, part: PodPart? = nil) -> Document {
    ["name": .text(name ?? manifest.name), "labels": labels(manifest, part)]
  }

  /// A pod of one container that may do nothing but its work: no root, no capabilities, no token, nothing writable.
  func podTemplate(_ manifest: Manifest, _ part: PodPart, spec own: Document, container: Document) -> Document {
    let common: Document = [
      "serviceAccountName": .text(Kubernetes.serviceAccount), "automountServiceAccountToken": false,
      "enableServiceLinks": false,
      "securityContext": [
        "runAsNonRoot": true, "runAsUser": 65532, "runAsGroup": 65532, "seccompProfile": ["type": "RuntimeDefault"],
      ],
      "containers": [container],
    ]
    return ["metadata": ["labels": labels(manifest, part)], "spec": .mapping(own.members + common.members)]
  }

  func container(_ manifest: Manifest, processes: Int, environment: [Document], server: Document = [:]) -> Document {
    let memory = MemoryNeed(manifest, processes: processes)
    let common: Document = [
      "name": .text(manifest.name), "image": .text(manifest.imageName),
      "env": .list(settingVariables(manifest) + environment + destinations(manifest)),
    ]
    let bounds: Document = [
      "resources": memory.resources, "terminationMessagePolicy": "FallbackToLogsOnError",
      "securityContext": [
        "allowPrivilegeEscalation": false, "readOnlyRootFilesystem": true, "capabilities": ["drop": ["ALL"]],
      ],
    ]
    return .mapping(common.members + server.members + bounds.members)
  }
}

extension MemoryNeed {
  /// A container's resources; processors are not limited, which would only slow starts.
  var resources: Document {
    ["requests": ["cpu": "50m", "memory": "\(requestMiB)Mi"], "limits": ["memory": "\(limitMiB)Mi"]]
  }
}

// MARK: - Environment

extension Kubernetes {
  func variable(_ name: String, _ value: String) -> Document { ["name": .text(name), "value": .text(value)] }

  /// The manifest's variables: secrets from the function's own Secret, the others from the ConfigMap that all share.
  func settingVariables(_ manifest: Manifest) -> [Document] {
    let names = manifest.environment
    let optional = names.optional + ["REKINDLE_LOG_LEVEL"]
    return names.required.map { reference($0, of: manifest, isOptional: false) }
      + optional.map { reference($0, of: manifest, isOptional: true) }
  }

  private func reference(_ name: String, of manifest: Manifest, isOptional: Bool) -> Document {
    let isSecret = manifest.environment.secrets.contains(name)
    let kind = isSecret ? "secretKeyRef" : "configMapKeyRef"
    let key: Document = [
      "name": .text(isSecret ? manifest.secretName : SettingsExample.name), "key": .text(name),
      "optional": isOptional ? true : nil,
    ]
    return ["name": .text(name), "valueFrom": [kind: key]]
  }

  /// Where the function's events go: the Service of each consumer, or nowhere that the pod itself would name.
  private func destinations(_ manifest: Manifest) -> [Document] {
    let flows = topology.flows(from: manifest)
    if flows.isEmpty || hasBroker { return [] }
    return [variable("REKINDLE_EVENTS_TO", flows.map { "\($0.type)=http://\($0.consumer)/" }.joined(separator: " "))]
  }
}
