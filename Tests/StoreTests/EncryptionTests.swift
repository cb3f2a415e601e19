import Domain
import Foundation
import JSON
import Store
import TestKit
import Testing

/// TLS to the database: with `sslmode=verify-full` a handler talks to the server that its URL names and to no other.
@Suite(.timeLimit(.minutes(5)))
final class EncryptionTests {
  private static let host = "db.school.example"

  private let certificates: Certificates
  private let address = "127.\(Int.random(in: 1...250)).\(Int.random(in: 1...250)).\(Int.random(in: 1...250))"
  private let installation: Installation

  init() throws {
    certificates = try Certificates()
    let file = try certificates.server(Self.host)
    installation = try Installation(settings: [
      "listen_addresses": address, "ssl": "on", "ssl_cert_file": file, "ssl_key_file": file,
    ])
    try installation.migrate()
  }

  private func url(_ parameters: String, host: String = host, role: String = "rekindle_detect") -> String {
    "postgresql://\(role):hunter2@\(host)/learning?hostaddr=\(address)&\(parameters)"
  }

  private func detect(_ url: String, expecting code: Int32) throws -> String {
    try installation.run(
      "detect", role: nil, type: "timer.detect", settings: ["DATABASE_URL": url], expecting: code)
  }

  @Test func aServerThatShowsWhoItIsIsSpokenToUnderEncryption() throws {
    let url = url("sslmode=verify-full&sslrootcert=\(certificates.authority)")
    _ = try detect(url, expecting: 0)
    let connection = try Connection(url: url)
    #expect(try connection.texts("select ssl::text from pg_stat_ssl where pid = pg_backend_pid()") == [["true"]])
  }

  @Test func aServerThatCannotShowWhoItIsIsAWrongSettingAndSaysWhatToLookAt() throws {
    let other = try Certificates()
    let trusted = "sslmode=verify-full&sslrootcert=\(certificates.authority)"
    try refuses(
      url("sslmode=verify-full&sslrootcert=\(other.authority)"), "certificate verify failed", "an authority in sslrootcert")
    try refuses(url(trusted, host: "db.other.example"), "does not match host name", "name the URL's host")
    try refuses(url("sslmode=verify-full&sslrootcert=/nowhere/ca.pem"), "\"/nowhere/ca.pem\" does not exist")

    let expired = try certificates.server(Self.host, isExpired: true)
    try change("ssl_cert_file = '\(expired)'", "ssl_key_file = '\(expired)'")
    try refuses(url(trusted), "certificate verify failed", "valid today")
    try change("ssl = off")
    try refuses(url(trusted), "does not support SSL")
  }

  private func refuses(_ url: String, _ words: String...) throws {
    let output = try detect(url, expecting: 78)
    for word in words + ["DATABASE_URL: "] {
      #expect(output.replacingOccurrences(of: "\\\"", with: "\"").contains(word), "\(output)")
    }
    #expect(!output.contains("hunter2"))
  }

  /// Changes the server's settings; new connections have them.
  private func change(_ settings: String...) throws {
    for setting in settings { try installation.database.run("alter system set \(setting)") }
    try installation.database.run("select pg_reload_conf()")
    Thread.sleep(forTimeInterval: 0.5)
  }
}
