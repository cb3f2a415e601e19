import Cryptography
import Encoding
import FunctionContract
import Glibc
import JSON
import Signing

/// Keys and addresses of one project's local stage: made once, kept in `.rekindle/settings.json`.
///
/// They are worth nothing outside: providers are played on loopback, and pages are signed for this machine.
struct LocalSettings {
  private static let names = [
    "REKINDLE_SIGNING_KEYS", "SENDGRID_API_KEY", "SENDGRID_WEBHOOK_PRIVATE_KEY", "TWILIO_ACCOUNT_SID",
    "TWILIO_AUTH_TOKEN", "DASHBOARD_KEYS",
  ]

  private let values: [String: String]

  init(_ workspace: Workspace) throws(RunnerError) {
    let path = workspace.folder + "/settings.json"
    if Files.exists(path) {
      guard let known = (try? JSON.parse(try Files.read(path)))?.object?.compactMapValues(\.string),
        LocalSettings.names.allSatisfy({ known[$0] != nil })
      else { throw RunnerError(.configuration, "\(path) cannot be read: remove it, and new keys are made") }
      values = known
      return
    }
    values = try LocalSettings.fresh()
    try Files.write(JSON.object(values.mapValues(JSON.string)).bytes + [0x0A], to: path)
  }

  subscript(name: String) -> String { values[name] ?? "" }

  /// What handlers may read, when pages are served at `gateway` and providers are played at `providers`.
  ///
  /// A variable that the runner's own environment sets wins, so that one setting can be tried out.
  func environment(gateway: String, providers: String) -> [String: String] {
    var environment = [
      "REKINDLE_PUBLIC_URL": gateway, "REKINDLE_WEBHOOK_URL": gateway + "/webhooks",
      "REKINDLE_ENVIRONMENT": "local", "REKINDLE_LINK_HOSTS": "learn.example.org,127.0.0.1,localhost",
      "REKINDLE_SENDER_NAME": "Example Learning",
      "REKINDLE_POSTAL_ADDRESS": "Example Learning, 1 High Street, Exampletown",
      "REKINDLE_TIME_ZONE": "Asia/Kolkata", "EMAIL_PROVIDER": "sendgrid", "SENDGRID_BASE_URL": providers,
      "REKINDLE_FROM_EMAIL": "courses@learn.example.org", "REKINDLE_FROM_NAME": "Example Learning",
      "TWILIO_BASE_URL": providers, "TWILIO_FROM_NUMBER": "+15005550006",
    ]
    for (name, value) in values where name != "SENDGRID_WEBHOOK_PRIVATE_KEY" { environment[name] = value }
    if let signer = SendGridEventSigner(privateKeyBase64: self["SENDGRID_WEBHOOK_PRIVATE_KEY"]) {
      environment["SENDGRID_WEBHOOK_PUBLIC_KEY"] = signer.publicKeyBase64
    }
    for name in Array(environment.keys) + ["REKINDLE_LOG_LEVEL", "SMTP_URL", "SMTP_USERNAME", "SMTP_PASSWORD"] {
      if let own = getenv(name) { environment[name] = String(cString: own) }
    }
    return environment
  }

  private static func fresh() throws(RunnerError) -> [String: String] {
    guard let key = ECDSAPrivateKey() else { throw RunnerError(.software, "no random numbers are to be had") }
    return [
      "REKINDLE_SIGNING_KEYS": "local:" + Base64.url.encode(random(32)), "SENDGRID_API_KEY": "SG." + hex(16),
      "SENDGRID_WEBHOOK_PRIVATE_KEY": key.base64, "TWILIO_ACCOUNT_SID": "AC" + hex(16), "TWILIO_AUTH_TOKEN": hex(16),
      "DASHBOARD_KEYS": hex(16),
    ]
  }

  private static func random(_ count: Int) -> [UInt8] {
    var generator = SystemRandomNumberGenerator()
    return (0..<count).map { _ in UInt8.random(in: 0...255, using: &generator) }
  }

  private static func hex(_ count: Int) -> String {
    Hexadecimal.lower.encode(random(count))
  }
}
