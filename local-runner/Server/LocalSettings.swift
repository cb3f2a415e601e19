import Domain
import Encoding
import FunctionContract
import Glibc
import JSON

/// Secrets and addresses of one project's local stage: made once, kept in `.rekindle/settings.json`.
///
/// They are worth nothing outside: providers are faked on loopback, and pages are signed for this machine.
struct LocalSettings: Sendable {
  /// Whose days and nights count where a learner names no zone.
  static var timeZone: String { getenv("REKINDLE_TIME_ZONE").map { String(cString: $0) } ?? "Asia/Kolkata" }

  private let secrets: [String: String]
  /// The project's own folder.
  private let folder: String
  /// What the project's manifests declare.
  private let declared: Set<String>

  init(_ workspace: Workspace) throws(RunnerError) {
    folder = workspace.folder
    let path = folder + "/settings.json"
    var known: [String: String] = [:]
    if Files.exists(path) {
      guard let kept = (try? JSON.parse(try Files.read(path)))?.object?.compactMapValues(\.string) else {
        throw RunnerError(.configuration, "\(path) cannot be read: remove it, and new keys are made")
      }
      known = kept
    }
    secrets = try LocalSettings.fresh().merging(known) { $1 }
    if secrets != known { try Files.write(JSON.object(secrets.mapValues(JSON.string)).bytes + [0x0A], to: path) }
    declared = Set(try HandlerSet.manifests(workspace).flatMap(\.environment.all))
  }

  /// The secret with this name; empty where nobody has made one.
  subscript(name: String) -> String { secrets[name] ?? "" }

  /// What handlers may read, when pages are served at `gateway` and providers are faked at `providers`, or
  /// nobody is where that is nil.
  ///
  /// A variable that the runner's own environment sets wins, so that one setting can be tried out.
  func environment(gateway: String, providers: String?) -> [String: String] {
    var environment = [
      "REKINDLE_PUBLIC_URL": gateway, "REKINDLE_WEBHOOK_URL": gateway + "/webhooks",
      "REKINDLE_ENVIRONMENT": "local", "REKINDLE_LINK_HOSTS": "learn.example.org,127.0.0.1,localhost,discord.com",
      "REKINDLE_SENDER_NAME": "Example Learning",
      "REKINDLE_POSTAL_ADDRESS": "1 High Street, Exampletown",
      "REKINDLE_FROM_EMAIL": "courses@learn.example.org", "REKINDLE_FROM_NAME": "Example Learning",
      "REKINDLE_TIME_ZONE": Self.timeZone, "REKINDLE_SIGNING_KEYS": self["REKINDLE_SIGNING_KEYS"],
      "DASHBOARD_KEYS": self["DASHBOARD_KEYS"], "ADMIN_KEYS": self["ADMIN_KEYS"],
      "REKINDLE_EVENT_SECRETS": self["REKINDLE_EVENT_SECRETS"], "NOTICES_KEYS": self["NOTICES_KEYS"],
      "REKINDLE_MAIL_SECRETS": self["REKINDLE_MAIL_SECRETS"],
      "STRIPE_WEBHOOK_SECRETS": self["STRIPE_WEBHOOK_SECRETS"], "STRIPE_MODE": "test",
      "REKINDLE_JOURNAL_FOLDER": folder + "/journal",
    ]
    for fake in providers == nil ? [] : FakeProviders.all.reversed() {
      environment.merge(fake.settings(self, address: providers ?? "")) { $1 }
      environment["\(fake.channel.rawValue.uppercased())_PROVIDER"] = fake.name
    }
    for name in declared.union(["REKINDLE_LOG_LEVEL"]) {
      if let own = getenv(name) { environment[name] = String(cString: own) }
    }
    return environment
  }

  private static func fresh() throws(RunnerError) -> [String: String] {
    var secrets = [
      "REKINDLE_SIGNING_KEYS": "local:" + Base64.url.encode(RandomText.bytes(32)), "DASHBOARD_KEYS": RandomText.hex(16),
      "ADMIN_KEYS": RandomText.hex(16), "NOTICES_KEYS": RandomText.hex(16),
      "REKINDLE_MAIL_SECRETS": RandomText.hex(16),
      "REKINDLE_EVENT_SECRETS": "lms:whsec_" + Base64.standard.encode(RandomText.bytes(24)),
      "STRIPE_WEBHOOK_SECRETS": "whsec_" + RandomText.hex(16), ProofKey.setting: try ProofKey.made(),
    ]
    for fake in FakeProviders.all { secrets.merge(try fake.freshSecrets()) { $1 } }
    return secrets
  }
}
