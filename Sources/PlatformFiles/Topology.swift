public import FunctionContract

/// Who sends what to whom, worked out from the manifests; made only where every event has somewhere to go.
public struct Topology: Sendable {
  /// In order of names.
  public let manifests: [Manifest]

  /// Events of one type on their way from one function to another, or to itself.
  public struct Flow: Sendable, Hashable {
    public let type: String
    public let producer: String
    public let consumer: String
  }

  /// How types begin that are for the learning platform: no function consumes them.
  private static let outward = "host."

  /// Every way an event takes between functions.
  public let flows: [Flow]

  /// Throws where an emitted type that is not for the platform has no consumer, or nothing ever fires a timer's type.
  public init(_ manifests: [Manifest]) throws(PlatformError) {
    self.manifests = manifests.sorted { $0.name < $1.name }
    var flows: [Flow] = []
    for producer in self.manifests {
      for type in producer.emits {
        let consumers = self.manifests.filter { $0.consumes(type) }
        if consumers.isEmpty, !type.hasPrefix(Topology.outward) {
          throw PlatformError("\(producer.name) emits \(type), which no function consumes")
        }
        flows += consumers.map { Flow(type: type, producer: producer.name, consumer: $0.name) }
      }
    }
    self.flows = flows
    try refuseSilentTimers()
    try refuseSharedPaths()
  }

  /// Where a function's own events go.
  public func flows(from producer: Manifest) -> [Flow] { flows.filter { $0.producer == producer.name } }

  /// What other functions, or the function itself, send to a function.
  public func flows(to consumer: Manifest) -> [Flow] { flows.filter { $0.consumer == consumer.name } }

  /// What a function takes from systems outside: types that no function emits, no timer fires and no deployment sends.
  public func outsideEvents(of consumer: Manifest) -> [EventPattern] {
    let inside = Set(flows(to: consumer).map(\.type))
    return consumer.consumes.events.filter { pattern in
      !pattern.isTimer && !pattern.isDeployOrder && !inside.contains(where: pattern.matches)
    }
  }

  /// Whether the function must listen: for requests, for other functions, or for systems outside.
  public func isServer(_ manifest: Manifest) -> Bool {
    manifest.isServedToPeople || !flows(to: manifest).isEmpty || !outsideEvents(of: manifest).isEmpty
  }

  /// Throws where a type has several consumers: a function posts each of its events once.
  func requireOneConsumer(on platform: String) throws(PlatformError) {
    for flow in flows {
      guard let other = flows.first(where: { $0.type == flow.type && $0.consumer != flow.consumer }) else { continue }
      throw PlatformError(
        "\(flow.consumer) and \(other.consumer) both consume \(flow.type): \(platform) has no bus to copy it")
    }
  }

  private func refuseSilentTimers() throws(PlatformError) {
    for manifest in manifests {
      let fired = Set(manifest.consumes.schedule.map(\.event) + flows(to: manifest).map(\.type))
      for pattern in manifest.consumes.events where pattern.isTimer && !fired.contains(where: pattern.matches) {
        throw PlatformError("\(manifest.name) consumes \(pattern), which no schedule fires and no function emits")
      }
    }
  }

  private func refuseSharedPaths() throws(PlatformError) {
    var owners: [RoutePrefix: String] = [:]
    for manifest in manifests {
      for prefix in manifest.routePrefixes {
        if let owner = owners.updateValue(manifest.name, forKey: prefix) {
          throw PlatformError("\(owner) and \(manifest.name) both serve \(prefix.path): a proxy cannot tell them apart")
        }
      }
    }
  }
}

extension EventPattern {
  /// Whether a timer fires these events.
  var isTimer: Bool { description.hasPrefix("timer.") }

  /// Whether a deployment sends these events, once.
  var isDeployOrder: Bool { description.hasPrefix("deploy.") }
}

extension Manifest {
  func consumes(_ type: String) -> Bool { consumes.events.contains { $0.matches(type) } }

  /// Whether the function is a step of a deployment: it runs once for each version.
  var isDeployStep: Bool { consumes.routes.isEmpty && consumes.events.allSatisfy(\.isDeployOrder) }

  /// Whether people reach the function by a proxy.
  var isServedToPeople: Bool { !consumes.routes.isEmpty }

  /// Whether the function talks to providers outside: it is told whose certificates to believe, or asks for the one that a
  /// callback is signed with.
  var reachesProviders: Bool { ["REKINDLE_CA_FILE", "SES_TOPIC_ARN"].contains(where: environment.all.contains) }
}
