import Foundation
import JSON
import Store
import Synchronization
import TestKit
import Testing

/// Several people, or one whose program asks twice, change the same thing at the same moment.
@Suite(.database, .timeLimit(.minutes(20))) struct ConcurrentChangeTests {
  private static let width = 8

  /// The statuses of `width` processes that ask the same at once, in order.
  private func askAtOnce(
    _ school: School, _ method: String, _ path: String, _ headers: [String: JSON], _ body: JSON,
    at time: String = "2026-11-20T10:00:00Z"
  ) -> [Int] {
    let statuses = Mutex<[Int]>([])
    let failures = Crowd.run(Self.width) { place in
      let request: JSON = [
        "version": "2.0", "rawPath": .string(path), "rawQueryString": "",
        "headers": .object(["content-type": "application/json", "authorization": "Bearer k"].merging(headers) { $1 }),
        "requestContext": [
          "http": ["method": .string(method), "path": .string(path), "sourceIp": "127.0.0.1"],
          "requestId": .string("r\(place)"),
        ],
        "body": .string(body.text), "isBase64Encoded": false,
      ]
      let started = try school.start("campaign-admin", role: "rekindle_admin", settings: ["ADMIN_KEYS": "k"])
      let event = school.event("http.request", at: time, data: request)
      let answer = try JSON.parse(started.finish(stdin: event.bytes, timeout: 60).stdout)
      statuses.withLock { $0.append(answer["statusCode"]?.integer ?? 0) }
    }
    #expect(failures == [])
    return statuses.withLock { $0.sorted() }
  }

  @Test func ofManyWhoHaveSeenOneRevisionOneChangesIt() throws {
    let school = try School()
    let path = "/api/campaigns/course-completion"
    let revision = try #require(try school.database.value("select revision::text from rekindle.campaigns"))
    let statuses = askAtOnce(school, "PATCH", path, ["if-match": .string("\"\(revision)\"")], ["status": "paused"])
    #expect(statuses == [200] + Array(repeating: 412, count: Self.width - 1))
    #expect(try school.database.count("select revision from rekindle.campaigns") == (Int(revision) ?? 0) + 1)
  }

  @Test func ofManyWhoReplaceAKeyAtOnceWithoutAnOverlapOneGetsTheNewOne() throws {
    let school = try School()
    #expect(
      askAtOnce(school, "POST", "/api/keys", [:], ["name": "desk", "scopes": ["read"]])
        == Array(repeating: 201, count: Self.width))
    let statuses = askAtOnce(
      school, "POST", "/api/keys/1/rotation", [:], ["overlap_hours": 0], at: "2026-11-20T11:00:00Z")
    #expect(statuses == [201] + Array(repeating: 404, count: Self.width - 1))
    #expect(
      try school.database.count(
        "select count(*) from rekindle.api_keys where revoked_at is null and expires_at > '2026-11-20T11:00:00Z'")
        == Self.width)
  }
}
