import FunctionContract
import YAML

/// Who may talk to whom: nothing, except what each function needs.
enum NetworkPolicy {
  /// Addresses that are no public provider's: a sender that is tricked into an inner address gets nowhere.
  private static let privateNetworks = ["10.0.0.0/8", "172.16.0.0/12", "192.168.0.0/16"]
  private static let otherInnerNetworks = ["100.64.0.0/10", "127.0.0.0/8", "169.254.0.0/16"]
  private static let innerNetworksV6 = ["fc00::/7", "fe80::/10"]

  static let denyAll: Document = policy("deny-all", pods: [:], ["policyTypes": ["Ingress", "Egress"]])

  /// The cluster's name service, also where each node caches it.
  static let allowNames: Document = policy(
    "allow-names", pods: [:],
    [
      "policyTypes": ["Egress"],
      "egress": [
        [
          "to": [
            ["namespaceSelector": ["matchLabels": ["kubernetes.io/metadata.name": "kube-system"]]],
            ["ipBlock": ["cidr": "169.254.20.10/32"]],
          ],
          "ports": [["protocol": "UDP", "port": 53], ["protocol": "TCP", "port": 53]],
        ]
      ],
    ])

  static func policy(_ name: String, pods: Document, _ spec: Document) -> Document {
    [
      "apiVersion": "networking.k8s.io/v1", "kind": "NetworkPolicy", "metadata": ["name": .text(name)],
      "spec": .mapping([Document.Member("podSelector", pods)] + spec.members),
    ]
  }

  /// Pods of a function of this namespace.
  static func pods(of function: String) -> Document {
    ["podSelector": ["matchLabels": ["app.kubernetes.io/name": .text(function)]]]
  }

  /// Namespaces that the cluster's owner has opened: `kubectl label namespace NAME rekindle-database=allowed`.
  static func namespaces(_ label: String) -> Document {
    ["namespaceSelector": ["matchLabels": [label: "allowed"]]]
  }

  static func ports(_ numbers: [Int]) -> Document { .list(numbers.map { ["port": .integer($0)] }) }

  /// PostgreSQL or its pooler, in private networks or in a namespace that is opened for it.
  static let database: Document = [
    "to": .list(
      (privateNetworks + [innerNetworksV6[0]]).map { ["ipBlock": ["cidr": .text($0)]] }
        + [namespaces("rekindle-database")]),
    "ports": ports([5432, 6432]),
  ]

  /// Knative's brokers.
  static let broker: Document = [
    "namespaceSelector": ["matchLabels": ["kubernetes.io/metadata.name": "knative-eventing"]]
  ]

  /// Providers: the public networks only.
  static func providers(_ numbers: [Int]) -> Document {
    [
      "to": [
        ["ipBlock": ["cidr": "0.0.0.0/0", "except": .texts(privateNetworks + otherInnerNetworks)]],
        ["ipBlock": ["cidr": "::/0", "except": .texts(innerNetworksV6)]],
      ],
      "ports": ports(numbers),
    ]
  }
}

extension Kubernetes {
  /// What one function may do beyond asking for names.
  func networkPolicy(_ manifest: Manifest) -> Document {
    let ingress = incoming(manifest)
    return NetworkPolicy.policy(
      manifest.name, pods: ["matchLabels": ["app.kubernetes.io/name": .text(manifest.name)]],
      [
        "policyTypes": ["Ingress", "Egress"], "ingress": ingress.isEmpty ? nil : .list(ingress),
        "egress": .list(outgoing(manifest)),
      ])
  }

  private func incoming(_ manifest: Manifest) -> [Document] {
    var peers = Set(topology.flows(to: manifest).map(\.producer)).sorted().map(NetworkPolicy.pods(of:))
    if !topology.outsideEvents(of: manifest).isEmpty { peers.append(NetworkPolicy.namespaces("rekindle-events")) }
    if hasBroker, !manifest.consumes.events.isEmpty { peers = [NetworkPolicy.broker] }
    if manifest.isServedToPeople { peers.append(NetworkPolicy.namespaces("rekindle-http")) }
    return peers.isEmpty ? [] : [["from": .list(peers), "ports": NetworkPolicy.ports([Kubernetes.containerPort])]]
  }

  func outgoing(_ manifest: Manifest) -> [Document] {
    var rules: [Document] = []
    if manifest.databaseRole != nil { rules.append(NetworkPolicy.database) }
    let consumers = Set(topology.flows(from: manifest).map(\.consumer)).sorted()
    if !consumers.isEmpty {
      rules.append([
        "to": hasBroker ? [NetworkPolicy.broker] : .list(consumers.map(NetworkPolicy.pods(of:))),
        "ports": NetworkPolicy.ports([Kubernetes.containerPort]),
      ])
    }
    if manifest.reachesProviders {
      rules.append(NetworkPolicy.providers(manifest.environment.all.contains("SMTP_URL") ? [443, 465, 587] : [443]))
    }
    return rules
  }
}
