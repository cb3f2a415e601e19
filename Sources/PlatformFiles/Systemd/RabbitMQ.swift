import FunctionContract
import YAML

/// The broker's definitions: one topic exchange, a queue for each consuming function, and a user for each function that
/// may read its own queue and publish its own types, nothing else.
struct RabbitMQ {
  static let vhost = "rekindle"
  static let events = "rekindle.events"
  static let dead = "rekindle.dead"
  static let unrouted = "rekindle.unrouted"
  /// Users that are no function: they publish what timers fire, and what the learning platform tells.
  static let timers = "timers"
  static let outside = "outside"
  /// How often an event is delivered again before it is put aside.
  private static let deliveryLimit = 5

  let topology: Topology

  var file: PlatformFile { PlatformFile("systemd/rabbitmq/definitions.json", json: definitions) }

  private var definitions: Document {
    [
      "vhosts": [["name": .text(RabbitMQ.vhost)]], "users": .list(users.map { user($0.name) }),
      "permissions": .list(users.map(permissions)),
      "topic_permissions": .list(users.flatMap(topicPermissions)),
      "exchanges": [
        exchange(RabbitMQ.events, "topic", ["alternate-exchange": .text(RabbitMQ.unrouted)]),
        exchange(RabbitMQ.dead, "topic"), exchange(RabbitMQ.unrouted, "fanout"),
      ],
      "queues": .list(
        consumers.flatMap { [queue("fn.\($0.name)", of: $0), queue("fn.\($0.name).dead")] } + [queue(RabbitMQ.unrouted)]
      ),
      "bindings": .list(consumers.flatMap(bindings) + [binding(RabbitMQ.unrouted, RabbitMQ.unrouted, "")]),
    ]
  }

  private var consumers: [Manifest] { topology.manifests.filter(Systemd.consumes) }

  // MARK: Users

  private struct User {
    let name: String
    /// Queue that the user reads.
    var queue: String?
    /// Regular expressions of the types that the user publishes.
    let types: [String]
  }

  private var users: [User] {
    let timers = Set(topology.manifests.flatMap(\.consumes.schedule).map(\.event)).sorted()
    let outside = consumers.flatMap(topology.outsideEvents).map(\.description)
    let functions = topology.manifests.filter { Systemd.consumes($0) || !$0.emits.isEmpty }
    return functions.map {
      User(name: $0.name, queue: Systemd.consumes($0) ? "fn.\($0.name)" : nil, types: $0.emits.map(escaped))
    }
      + [User(name: RabbitMQ.timers, types: timers.map(escaped))]
      + (outside.isEmpty ? [] : [User(name: RabbitMQ.outside, types: outside.map(expression))])
  }

  /// Without a password nobody can log in: `rabbitmqctl change_password` gives each user one.
  private func user(_ name: String) -> Document {
    [
      "name": "rekindle-\(name)", "password_hash": "", "hashing_algorithm": "rabbit_password_hashing_sha256",
      "tags": "",
    ]
  }

  private func permissions(_ user: User) -> Document {
    var exchanges = user.types.isEmpty ? [] : [RabbitMQ.events]
    if user.queue != nil { exchanges.append(RabbitMQ.dead) }
    return [
      "user": "rekindle-\(user.name)", "vhost": .text(RabbitMQ.vhost), "configure": "^$",
      "write": .text(anyOf(exchanges.map(escaped))), "read": .text(anyOf(user.queue.map { [escaped($0)] } ?? [])),
    ]
  }

  private func topicPermissions(_ user: User) -> [Document] {
    func permission(_ exchange: String, _ keys: [String]) -> Document {
      [
        "user": "rekindle-\(user.name)", "vhost": .text(RabbitMQ.vhost), "exchange": .text(exchange),
        "write": .text(anyOf(keys)), "read": "^$",
      ]
    }
    return [permission(RabbitMQ.events, user.types)]
      + (user.queue == nil ? [] : [permission(RabbitMQ.dead, [escaped(user.name)])])
  }

  private func anyOf(_ expressions: [String]) -> String {
    expressions.isEmpty ? "^$" : "^(\(expressions.joined(separator: "|")))$"
  }

  private func escaped(_ name: String) -> String { name.replacing(".", with: "\\.") }

  private func expression(_ pattern: String) -> String {
    pattern.hasSuffix(".*") ? escaped(String(pattern.dropLast())) + ".+" : escaped(pattern)
  }

  // MARK: Routing

  private func exchange(_ name: String, _ type: String, _ arguments: Document = [:]) -> Document {
    [
      "name": .text(name), "vhost": .text(RabbitMQ.vhost), "type": .text(type), "durable": true, "auto_delete": false,
      "internal": false, "arguments": arguments,
    ]
  }

  private func queue(_ name: String, of manifest: Manifest? = nil) -> Document {
    let limits: Document =
      manifest.map {
        [
          "x-delivery-limit": .integer(RabbitMQ.deliveryLimit), "x-dead-letter-exchange": .text(RabbitMQ.dead),
          "x-dead-letter-routing-key": .text($0.name), "x-dead-letter-strategy": "at-least-once",
          "x-overflow": "reject-publish",
        ]
      } ?? [:]
    return [
      "name": .text(name), "vhost": .text(RabbitMQ.vhost), "durable": true, "auto_delete": false,
      "arguments": .mapping([Document.Member("x-queue-type", "quorum")] + limits.members),
    ]
  }

  private func bindings(_ manifest: Manifest) -> [Document] {
    let patterns = manifest.consumes.events.filter { !$0.isDeployOrder }.map(\.description)
    return patterns.map { binding(RabbitMQ.events, "fn.\(manifest.name)", $0.replacing("*", with: "#")) }
      + [binding(RabbitMQ.dead, "fn.\(manifest.name).dead", manifest.name)]
  }

  private func binding(_ source: String, _ queue: String, _ key: String) -> Document {
    [
      "source": .text(source), "vhost": .text(RabbitMQ.vhost), "destination": .text(queue),
      "destination_type": "queue", "routing_key": .text(key), "arguments": [:],
    ]
  }
}
