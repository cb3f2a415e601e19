import FunctionContract
import YAML

/// Kubernetes with Knative: a broker carries the events and keeps them until they are done, and functions that only events
/// reach scale with the load, and to nothing without it.
///
/// What people reach runs as on plain Kubernetes: a Knative route is a host of its own, but our pages and links share one.
struct Knative {
  static let broker = "rekindle"
  /// Attribute by which timers' pings are told apart: their type is the same for all.
  static let timerAttribute = "rekindletimer"

  let kubernetes: Kubernetes
  var topology: Topology { kubernetes.topology }
  var settings: PlatformSettings { kubernetes.settings }

  init(topology: Topology, settings: PlatformSettings) {
    kubernetes = Kubernetes(topology: topology, settings: settings, hasBroker: true)
  }

  /// Every file, below `knative/`; the namespace and the steps of a deployment are those of `kubernetes/`.
  var files: [PlatformFile] {
    let functions = topology.manifests.filter { !$0.isDeployStep }
    return kubernetes.folder(
      "knative", functions, with: ["../kubernetes/base", "broker.yaml", "ingress.yaml"], documents)
      + [
        PlatformFile("knative/broker.yaml", [brokerObject] + bindings),
        PlatformFile("knative/ingress.yaml", [kubernetes.ingress]),
      ]
  }

  private func documents(of manifest: Manifest) -> [Document] {
    let server =
      manifest.isServedToPeople ? kubernetes.documents(of: manifest) : [networkPolicy(manifest), service(manifest)]
    if manifest.consumes.events.isEmpty { return server }
    return server + [deadLetters(manifest)] + sources(manifest) + triggers(manifest)
  }

  func reference(_ apiVersion: String, _ kind: String, _ name: String) -> Document {
    ["ref": ["apiVersion": .text(apiVersion), "kind": .text(kind), "name": .text(name)]]
  }
}

// MARK: - Broker

extension Knative {
  private var brokerObject: Document {
    [
      "apiVersion": "eventing.knative.dev/v1", "kind": "Broker",
      "metadata": [
        "name": .text(Knative.broker), "annotations": ["eventing.knative.dev/broker.class": .text(brokerClass.name)],
      ],
      "spec": brokerClass.config.map { config in
        [
          "config": [
            "apiVersion": "v1", "kind": "ConfigMap", "name": .text(config), "namespace": "knative-eventing",
          ]
        ]
      },
    ]
  }

  /// The class's name, and the ConfigMap that comes with its installation.
  private var brokerClass: (name: String, config: String?) {
    switch settings.broker {
    case .kafka: ("Kafka", "kafka-broker-config")
    case .nats: ("NatsJetStreamBroker", nil)
    case .channel: ("MTChannelBasedBroker", "config-br-default-channel")
    }
  }

  /// Tell whatever emits where the broker is (`K_SINK`): services, deployments, and jobs of events that were set aside.
  private var bindings: [Document] {
    let emitters = topology.manifests.filter { !$0.emits.isEmpty }
    var kinds: [(apiVersion: String, kind: String)] = []
    if emitters.contains(where: { !$0.isServedToPeople }) { kinds.append(("serving.knative.dev/v1", "Service")) }
    if emitters.contains(where: \.isServedToPeople) { kinds.append(("apps/v1", "Deployment")) }
    if !emitters.isEmpty { kinds.append(("batch/v1", "Job")) }
    return kinds.map(binding)
  }

  private func binding(_ apiVersion: String, _ kind: String) -> Document {
    [
      "apiVersion": "sources.knative.dev/v1", "kind": "SinkBinding",
      "metadata": ["name": "rekindle-\(kind.lowercased())s"],
      "spec": [
        "subject": [
          "apiVersion": .text(apiVersion), "kind": .text(kind),
          "selector": ["matchLabels": [Kubernetes.emitting: "yes"]],
        ],
        "sink": reference("eventing.knative.dev/v1", "Broker", Knative.broker),
      ],
    ]
  }
}
