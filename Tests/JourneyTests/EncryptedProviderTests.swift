import JSON
import TestKit
import Testing

/// TLS to the provider: a message goes to the server that the address names and to no other.
@Suite(.database, .timeLimit(.minutes(20)))
struct EncryptedProviderTests {
  struct Case: Sendable, CustomTestStringConvertible {
    let testDescription: String
    var name = "localhost"
    var isExpired = false
    var isTrusted = true

    static let faults = [
      Case(testDescription: "an authority that nobody trusts", isTrusted: false),
      Case(testDescription: "another host's certificate", name: "mail.other.example"),
      Case(testDescription: "a certificate of yesterday", isExpired: true),
    ]
  }

  /// Nothing is said to it, no message is used up, and what is set right is tried again.
  @Test(arguments: zip(Case.faults, [ScriptedProvider.Manner.sendGrid, .smtp, .sendGrid]))
  func aProviderThatCannotShowWhoItIsIsLeftAloneAndItsMessagesWait(
    example: Case, manner: ScriptedProvider.Manner
  ) throws {
    let (certificates, other) = (try Certificates(), try Certificates())
    let file = try certificates.server(example.name, isExpired: example.isExpired)
    let provider = try ScriptedProvider(manner, .init(certificate: file))
    let school = try school()
    let trusted = (example.isTrusted ? certificates : other).authority
    for announcement in try school.tick(at: "2026-11-20T10:00:00Z") {
      try school.send(announcement, settings: settings(manner, provider, trusted))
    }
    #expect(try provider.taken().isEmpty)
    let waiting = try school.database.rows(
      "select distinct status, reason from rekindle.message_deliveries where attempt > 0")
    #expect(waiting == [["scheduled", "untrusted_certificate"]])
    #expect(
      try school.database.rows("select kind, detail from rekindle.anomalies").map { $0[0] } == ["provider_refuses"])

    let right = try ScriptedProvider(manner, .init(certificate: try certificates.server("localhost")))
    for announcement in try school.tick(at: "2026-11-20T10:20:00Z") {
      try school.send(announcement, settings: settings(manner, right, certificates.authority))
    }
    #expect(try right.counts() == [1: 1, 2: 1, 3: 1])
    #expect(
      try school.database.count("select count(*) from rekindle.message_deliveries where status = 'sent'") == 3)
  }

  @Test func aFileOfAuthoritiesThatIsNotThereEndsTheStartAndNamesTheSetting() throws {
    let school = try school()
    let announcement = try #require(try school.tick(at: "2026-11-20T10:00:00Z").first)
    let process = try school.start(
      "send-email", role: "rekindle_send_email", settings: ["REKINDLE_CA_FILE": "/nowhere/ca.pem"])
    let result = process.finish(stdin: announcement.bytes)
    #expect(result.exitCode == 78 && result.output.contains("REKINDLE_CA_FILE"), "\(result.output)")
  }

  private func school() throws -> School {
    let school = try School()
    try school.admit(1...3, lastSeen: "2026-11-15T09:00:00Z")
    try school.detect(at: "2026-11-20T08:00:00Z")
    return school
  }

  private func settings(
    _ manner: ScriptedProvider.Manner, _ provider: ScriptedProvider, _ authorities: String
  ) -> [String: String] {
    let address: [String: String] =
      switch manner {
      case .sendGrid: ["SENDGRID_BASE_URL": "https://localhost:\(provider.port)"]
      case .smtp: ["EMAIL_PROVIDER": "smtp", "SMTP_URL": "smtps://localhost:\(provider.port)"]
      }
    return address.merging(["REKINDLE_CA_FILE": authorities]) { $1 }
  }
}
