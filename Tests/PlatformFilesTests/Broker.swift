import Cryptography
import Encoding
import Foundation
import FunctionContract
import Glibc
import JSON
import TestKit
import Testing

/// A RabbitMQ node of its own with the committed definitions: own folder, own ports, own name service; gone with the object.
final class Broker {
  static let reason = "RabbitMQ or amqp-tools are not on this machine (apt-get install rabbitmq-server amqp-tools)"
  private static let server = "/usr/lib/rabbitmq/bin/rabbitmq-server"

  static var isAvailable: Bool {
    [server, "/usr/bin/epmd", "/usr/bin/amqp-consume", "/usr/bin/amqp-get"].allSatisfy {
      FileManager.default.isExecutableFile(atPath: $0)
    }
  }

  /// Password of every user of the definitions, and of the administrator `test`.
  static let password = "correct horse"

  let port: Int
  private let folder: String
  private let names: SpawnedProcess
  private let node: SpawnedProcess

  /// Starts a node in `folder` and waits until it takes connections.
  init(folder: String) throws {
    self.folder = folder
    try FileManager.default.createDirectory(atPath: folder, withIntermediateDirectories: true)
    let ports = try Broker.freePorts(3)
    port = ports[0]
    try Broker.definitions().write(toFile: "\(folder)/definitions.json", atomically: true, encoding: .utf8)
    try "[].".write(toFile: "\(folder)/plugins", atomically: true, encoding: .utf8)
    try """
    listeners.tcp.1 = 127.0.0.1:\(port)
    loopback_users = none
    load_definitions = \(folder)/definitions.json
    log.file = \(folder)/log
    """.write(toFile: "\(folder)/rabbitmq.conf", atomically: true, encoding: .utf8)
    names = try Spawn("epmd", ["-port", "\(ports[2])", "-address", "127.0.0.1"], environment: Broker.path).start()
    node = try Spawn(
      "sh", ["-c", "exec \(Broker.server) >\(folder)/console 2>&1"],
      environment: Broker.path.merging([
        "HOME": folder, "RABBITMQ_NODENAME": "rekindle-\(port)@localhost", "RABBITMQ_DIST_PORT": "\(ports[1])",
        "RABBITMQ_MNESIA_BASE": "\(folder)/data", "RABBITMQ_LOG_BASE": folder, "RABBITMQ_PID_FILE": "\(folder)/pid",
        "RABBITMQ_CONFIG_FILE": "\(folder)/rabbitmq.conf", "RABBITMQ_ENABLED_PLUGINS_FILE": "\(folder)/plugins",
        "RABBITMQ_CONF_ENV_FILE": "/dev/null", "ERL_EPMD_PORT": "\(ports[2])", "ERL_EPMD_ADDRESS": "127.0.0.1",
        "RABBITMQ_SERVER_ADDITIONAL_ERL_ARGS": "+S 1:1 +sbwt none",
      ]) { $1 }
    ).start()
    try waitUntil("the broker has started", seconds: 90) {
      try amqp("publish", as: "test", ["-e", "amq.direct", "-b", "", "-r", "none"]).exitCode == 0
    }
  }

  deinit {
    for process in [node, names] {
      process.signal(SIGKILL)
      _ = process.finish()
    }
    try? FileManager.default.removeItem(atPath: folder)
  }

  static let path = ["PATH": "/usr/local/sbin:/usr/local/bin:/usr/sbin:/usr/bin:/sbin:/bin"]

  /// Runs one of amqp-tools as a user.
  func amqp(_ tool: String, as user: String, _ arguments: [String], input: String = "") throws -> Spawn.Result {
    let login = [
      "--server", "127.0.0.1", "--port", "\(port)", "--vhost", "rekindle", "--username", user, "--password",
      Broker.password,
    ]
    return try Spawn("amqp-\(tool)", login + arguments, environment: Broker.path).run(input)
  }

  /// Publishes an event to the exchange of all events.
  func publish(_ event: JSON, as user: String = "test") throws -> Int32 {
    let type = event["type"]?.string ?? ""
    return try amqp("publish", as: user, ["-e", "rekindle.events", "-r", type, "-p"], input: event.text).exitCode
  }

  /// The next message of a queue, taken from it; nil where it is empty.
  func take(_ queue: String) throws -> String? {
    let result = try amqp("get", as: "test", ["-q", queue])
    return result.exitCode == 0 ? result.output : nil
  }

  /// The users of the generated definitions.
  static func users() throws -> [String] {
    let definitions = try JSON.parse(CommittedFiles.text("systemd/rabbitmq/definitions.json"))
    return (definitions["users"]?.array ?? []).compactMap { $0["name"]?.string }
  }

  /// The generated definitions with a password for each user, and an administrator.
  private static func definitions() throws -> String {
    var definitions = try #require(try JSON.parse(CommittedFiles.text("systemd/rabbitmq/definitions.json")).object)
    let salt: [UInt8] = [1, 2, 3, 4]
    let hash = JSON.string(Base64.standard.encode(salt + Digest.sha256.hash(salt + Array(password.utf8))))
    let users = (definitions["users"]?.array ?? []) + [["name": "test", "tags": "administrator"]]
    definitions["users"] = .array(
      users.map { user in
        var user = user.object ?? [:]
        user["password_hash"] = hash
        user["hashing_algorithm"] = "rabbit_password_hashing_sha256"
        return .object(user)
      })
    definitions["permissions"] = .array(
      (definitions["permissions"]?.array ?? []) + [
        ["user": "test", "vhost": "rekindle", "configure": ".*", "write": ".*", "read": ".*"]
      ])
    return JSON.object(definitions).text
  }

  private static func freePorts(_ count: Int) throws -> [Int] {
    var sockets: [Int32] = []
    defer { for socket in sockets { close(socket) } }
    return try (0..<count).map { _ in
      let descriptor = socket(AF_INET, Int32(SOCK_STREAM.rawValue), 0)
      sockets.append(descriptor)
      var address = sockaddr_in()
      address.sin_family = sa_family_t(AF_INET)
      address.sin_addr.s_addr = UInt32(0x7F00_0001).bigEndian
      var size = socklen_t(MemoryLayout<sockaddr_in>.size)
      let code = withUnsafeMutablePointer(to: &address) { pointer in
        pointer.withMemoryRebound(to: sockaddr.self, capacity: 1) {
          bind(descriptor, $0, size) + getsockname(descriptor, $0, &size)
        }
      }
      guard code == 0 else { throw Spawn.Failure(description: "no free port") }
      return Int(UInt16(bigEndian: address.sin_port))
    }
  }
}

/// Asks until the answer is yes; throws after `seconds`.
func waitUntil(_ what: String, seconds: Double = 30, _ isSo: () throws -> Bool) throws {
  let end = Date(timeIntervalSinceNow: seconds)
  while try !isSo() {
    guard Date() < end else { throw Spawn.Failure(description: "after \(Int(seconds)) s still not so: \(what)") }
    usleep(50_000)
  }
}
