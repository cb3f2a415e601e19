import Domain
import Foundation
import JSON
import Store
import TestKit
import Testing

/// TLS to the database: with `sslmode=verify-full` a handler talks to the server that its URL names and to no other.
@Suite(.timeLimit(.minutes(20)))
struct EncryptionTests {
  private static let host = "db.school.example"

  private let certificates: Certificates
  private let address = "127.\(Int.random(in: 1...250)).\(Int.random(in: 1...250)).\(Int.random(in: 1...250))"

  init() throws { certificates = try Certificates() }

  /// A server that shows the certificate in `file`; without one it knows no encryption.
  private func installation(_ file: String?) throws -> Installation {
    var settings = ["listen_addresses": address]
    if let file { settings.merge(["ssl": "on", "ssl_cert_file": file, "ssl_key_file": file]) { $1 } }
    let installation = try Installation(settings: settings)
    try installation.migrate()
    return installation
  }

  private func url(_ parameters: String, host: String = host) -> String {
    "postgresql://rekindle_detect:hunter2@\(host)/learning?hostaddr=\(address)&\(parameters)"
  }

  private var trusted: String { "sslmode=verify-full&sslrootcert=\(certificates.authority)" }

  @Test func onlyAServerThatShowsWhoItIsIsSpokenTo() throws {
    let installation = try installation(certificates.server(Self.host))
    try installation.run(
      "detect", role: nil, type: "timer.detect", settings: ["DATABASE_URL": url(trusted)])
    let connection = try Connection(url: url(trusted))
    #expect(try connection.texts("select ssl::text from pg_stat_ssl where pid = pg_backend_pid()") == [["true"]])

    let other = try Certificates()
    try refuses(
      installation, url("sslmode=verify-full&sslrootcert=\(other.authority)"), "certificate verify failed",
      "an authority in sslrootcert")
    try refuses(
      installation, url(trusted, host: "db.other.example"), "does not match host name", "name the URL's host")
    try refuses(
      installation, url("sslmode=verify-full&sslrootcert=/nowhere/ca.pem"), "\"/nowhere/ca.pem\" does not exist")
  }

  @Test func aCertificateOfYesterdayIsNone() throws {
    let installation = try installation(certificates.server(Self.host, isExpired: true))
    try refuses(installation, url(trusted), "certificate verify failed", "valid today")
  }

  @Test func aServerWithoutEncryptionIsNotSpokenToWhereTheURLAsksForIt() throws {
    try refuses(try installation(nil), url(trusted), "does not support SSL")
  }

  /// A handler ends with 78, says what is wrong, and keeps the password to itself.
  private func refuses(_ installation: Installation, _ url: String, _ words: String...) throws {
    let output = try installation.run(
      "detect", role: nil, type: "timer.detect", settings: ["DATABASE_URL": url], expecting: 78)
    for word in words + ["DATABASE_URL: "] {
      #expect(output.replacingOccurrences(of: "\\\"", with: "\"").contains(word), "\(output)")
    }
    #expect(!output.contains("hunter2"))
  }
}
