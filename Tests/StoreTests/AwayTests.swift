import Foundation
import FunctionContract
import JSON
import Store
import TestKit
import Testing

/// What a handler's exit says when the database is not what it needs: later, or never with these settings.
@Suite struct AwayTests {
  /// A server that only repeats what its primary does, as after a fail-over that went to the wrong side.
  @Test func aStandbyIsAwayForWhoeverWrites() throws {
    let site = try Installation(settings: ["wal_level": "replica"])
    try site.fill()
    try site.database.run(Self.link)
    try site.cluster.becomeStandby()
    try site.run("detect", role: "rekindle_detect", type: "timer.detect", expecting: 69)
    try site.run("schedule-tick", role: "rekindle_tick", type: "timer.schedule-tick", expecting: 69)
    try site.run("cleanup", role: "rekindle_cleanup", type: "timer.cleanup", expecting: 69)
    try site.migrate(expecting: 69)
    let campaigns = PackageFolder.url.appending(path: "campaigns/course-completion").path
    try site.run(
      "publish", role: "rekindle_owner", type: "deploy.publish", data: ["path": .string(campaigns)], expecting: 69)
    let answer = try JSON.parse(try follow(site))
    #expect(answer["statusCode"] == 503 && answer["headers"]?["retry-after"] == "60")
  }

  @Test func aServerThatIsReadOnlyIsAwayForWhoeverWrites() throws {
    let site = try Installation()
    try site.fill()
    try site.database.run(Self.link)
    try site.database.run("alter database learning set default_transaction_read_only = on")
    try site.run("detect", role: "rekindle_detect", type: "timer.detect", expecting: 69)
    #expect(try JSON.parse(try follow(site))["statusCode"] == 503)
  }

  private static let link =
    "insert into rekindle.tracked_links values ('AbCdEf0123', 1, 0, 'https://learn.example.org/', '2026-11-20')"

  private func follow(_ site: Installation) throws -> String {
    let request: JSON = [
      "version": "2.0", "rawPath": "/c/AbCdEf0123", "rawQueryString": "", "headers": ["user-agent": "Mozilla/5.0"],
      "requestContext": [
        "http": ["method": "GET", "path": "/c/AbCdEf0123", "sourceIp": "127.0.0.1"], "requestId": "1",
      ],
      "body": "", "isBase64Encoded": false,
    ]
    return try site.run(
      "follow-link", role: "rekindle_link", type: "http.request", data: request,
      settings: ["REKINDLE_LINK_HOSTS": "learn.example.org"])
  }

  @Test(
    .emptyDatabase,
    arguments: [
      ("postgresql://a:hunter2@[::1/x", "form"), ("rekindle", "form"), ("postgresql://a@localhost:99999/x", "port"),
      ("postgresql://a@localhost/x?sslmode=bogus", "sslmode"), ("postgresql://a@localhost/x?sslmode", "form"),
      ("postgresql://a@localhost/x?connect_timeout=soon", "connect_timeout"),
      ("HERE?options=-cnosuch%3D1", "nosuch"), ("ROLE", "role \"nobody\" does not exist"),
      ("DATABASE", "database \"nothing\" does not exist"), ("CLOSED", "permission denied for database"),
    ])
  func aURLThatCannotWorkIsTheConfigurationsFault(_ url: String, _ reason: String) throws {
    let test = try TestDatabase.current()
    try test.run("revoke connect on database \(test.name) from public")
    let url =
      switch url {
      case "ROLE": test.url(role: "nobody")
      case "DATABASE": test.url().replacing("/\(test.name)?", with: "/nothing?")
      case "CLOSED": try closed(test)
      default: url.replacing("HERE?", with: "\(test.url())&".replacing("options=", with: "application_name="))
      }
    let event = #"{"specversion":"1.0","id":"1","source":"/test","type":"timer.schedule-tick"}"#
    let result = try Spawn(built: "schedule-tick", environment: ["DATABASE_URL": url]).run(event)
    #expect(result.exitCode == 78, "\(result.output)")
    let said = try JSON.parse(result.output)["errorMessage"]?.string ?? ""
    #expect(said.contains("DATABASE_URL") && said.contains(reason), "\(said)")
    #expect(!result.output.contains("hunter2") && !result.log.contains("hunter2"))
  }

  /// The URL of a role that may not enter the database.
  private func closed(_ test: TestDatabase) throws -> String {
    _ = try Template.shared.get()
    return test.url(role: "rekindle_tick")
  }

  @Test(arguments: [
    "postgresql://a@/x?host=/nonexistent", "postgresql://a@127.0.0.1:1/x", "postgresql://a@host.invalid/x",
  ])
  func aServerThatCannotBeReachedIsAway(_ url: String) throws {
    let event = #"{"specversion":"1.0","id":"1","source":"/test","type":"timer.schedule-tick"}"#
    #expect(try Spawn(built: "schedule-tick", environment: ["DATABASE_URL": url]).run(event).exitCode == 69)
  }
}
