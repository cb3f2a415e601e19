import Cryptography
import Domain
import Foundation
import FunctionContract
import JSON
import Signing
import Store
import TestKit

/// A school with a database of its own, a provider on loopback and the built handlers: what a platform would run.
final class School: @unchecked Sendable {
  static let keys = "k1:AAECAwQFBgcICQoLDA0ODxAREhMUFRYXGBkaGxwdHh8"

  let database: TestDatabase
  let signer: SendGridKey
  private let sink: SpawnedProcess?
  private let log: URL
  private let environment: [String: String]
  private let url: @Sendable (_ role: String) -> String

  /// Publishes `campaigns`, or course-completion alone, and starts the fake provider; handlers reach the database by
  /// `url`, or directly.
  convenience init(
    sinkOptions: [String] = [], concurrency: Int = 50, campaigns: [CampaignVariant] = [],
    url: (@Sendable (_ role: String) -> String)? = nil
  ) throws {
    try self.init(on: .current(), sinkOptions: sinkOptions, concurrency: concurrency, url: url)
    if campaigns.isEmpty {
      try publish(PackageFolder.url.appending(path: "campaigns/course-completion"))
    } else {
      try publish(campaigns)
    }
  }

  /// A school whose database is there, with its campaigns; `settings` go before its own.
  init(
    on database: TestDatabase, sinkOptions: [String] = [], concurrency: Int = 50, settings: [String: String] = [:],
    url: (@Sendable (_ role: String) -> String)? = nil
  ) throws {
    self.database = database
    self.url = url ?? { database.url(role: $0) }
    signer = try SendGridKey()
    log = FileManager.default.temporaryDirectory.appending(path: "\(database.name).jsonl")
    let started = try Spawn(
      built: "local-runner", ["sink", "--log", log.path] + sinkOptions, environment: [:], timeout: 600
    ).start()
    sink = started
    let address = try started.firstLine()
    let own = [
      "REKINDLE_CLOCK": "event", "REKINDLE_PUBLIC_URL": "https://learn.example", "REKINDLE_ENVIRONMENT": "test",
      "REKINDLE_SIGNING_KEYS": Self.keys, "EMAIL_PROVIDER": "sendgrid",
      "REKINDLE_LINK_HOSTS": "learn.example", "REKINDLE_SENDER_NAME": "Example Academy",
      "REKINDLE_POSTAL_ADDRESS": "1 Main Street, Exampletown", "SENDGRID_API_KEY": "SG.test",
      "SENDGRID_BASE_URL": address, "REKINDLE_FROM_EMAIL": "courses@learn.example",
      "SENDGRID_WEBHOOK_PUBLIC_KEY": signer.publicKey, "TWILIO_ACCOUNT_SID": "AC00000000000000000000000000000001",
      "TWILIO_AUTH_TOKEN": "secret", "TWILIO_FROM_NUMBER": "+14155550100", "TWILIO_BASE_URL": address,
      "REKINDLE_WEBHOOK_URL": "https://learn.example/webhooks", "REKINDLE_SEND_CONCURRENCY": String(concurrency),
      "REKINDLE_LOG_LEVEL": "error", "WHATSAPP_PROVIDER": "meta", "META_ACCESS_TOKEN": "token",
      "META_PHONE_NUMBER_ID": "106540352242922", "META_BASE_URL": address, "INTERAKT_API_KEY": "key",
      "INTERAKT_BASE_URL": address, "TWILIO_WHATSAPP_FROM": "+14155238886",
      "DISCORD_BOT_TOKEN": "token", "DISCORD_BASE_URL": address + "/api/v10",
      "NOTICES_KEYS": "host-key", "ADMIN_KEYS": "admin-key", "AWS_REGION": "us-east-1", "AWS_ACCESS_KEY_ID": "key",
      "AWS_SECRET_ACCESS_KEY": "secret",
      "AWS_ENDPOINT_URL": address,
    ]
    environment = own.merging(settings) { $1 }
  }

  deinit {
    sink?.signal(SIGKILL)
    try? FileManager.default.removeItem(at: log)
  }

  /// An event as a timer or the bus would deliver it.
  func event(_ type: String, at time: String, id: String = UUID().uuidString, data: JSON? = nil) -> JSON {
    var event: [String: JSON] = [
      "specversion": "1.0", "id": .string(id), "source": "/timers", "type": .string(type), "time": .string(time),
    ]
    event["data"] = data
    return .object(event)
  }

  /// Starts a handler under its role; `settings` go before the school's own.
  func start(
    _ handler: String, _ arguments: [String] = [], role: String, settings: [String: String] = [:]
  ) throws -> SpawnedProcess {
    try Spawn(built: handler, arguments, environment: environment(of: role, settings), timeout: 60).start()
  }

  /// What a handler under `role` is started with; `settings` go before the school's own.
  func environment(of role: String, _ settings: [String: String] = [:]) -> [String: String] {
    environment.merging(["DATABASE_URL": url(role)]) { $1 }.merging(settings) { $1 }
  }

  /// Runs a handler on one event to its end.
  @discardableResult
  func run(_ handler: String, role: String, _ event: JSON) throws -> Spawn.Result {
    try start(handler, role: role).finish(stdin: event.bytes, timeout: 60)
  }

  /// Delivery ids in the order of acceptance, as the provider logged them.
  func accepted() throws -> [Int] { try acceptances().map(\.delivery) }

  /// What the provider logged, in order: the delivery, and when it was accepted by the wall clock.
  func acceptances() throws -> [(delivery: Int, at: Instant)] {
    guard let text = try? String(contentsOf: log, encoding: .utf8) else { return [] }
    return try text.split(separator: "\n").map { line in
      let entry = try JSON.parse(String(line))
      guard let id = entry["delivery"]?.string.flatMap({ Int($0) }),
        let at = entry["at"]?.string.flatMap({ Instant(rfc3339: $0) })
      else { throw Spawn.Failure(description: "the provider's log holds a line without a delivery: \(line)") }
      return (id, at)
    }
  }
}

/// The provider's signing key, usable from any thread.
struct SendGridKey: Sendable {
  let publicKey: String
  private let privateKey: String

  init() throws {
    guard let key = ECDSAPrivateKey() else { throw Spawn.Failure(description: "no randomness") }
    privateKey = key.base64
    publicKey = key.publicKeyBase64
  }

  func sign(_ body: [UInt8], _ timestamp: String) throws -> String {
    guard let signer = SendGridEventSigner(privateKeyBase64: privateKey),
      let signature = signer.signature(body: body, timestamp: timestamp)
    else { throw Spawn.Failure(description: "the batch cannot be signed") }
    return signature
  }
}
