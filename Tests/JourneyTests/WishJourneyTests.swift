import Domain
import Encoding
import FunctionContract
import JSON
import Signing
import TestKit
import Testing

/// Wishes from the page to the wire: what a learner says holds for what is planned, reserved, and being sent.
@Suite(.database, .timeLimit(.minutes(20))) struct WishJourneyTests {
  private func wish(_ form: String, about delivery: Int, at time: String) throws -> JSON {
    let token = UnsubscribeToken(deliveryID: delivery, issued: Instant(rfc3339: time) ?? Instant(seconds: 0))
      .signed(with: try KeyRing(parsing: School.keys))
    return [
      "version": "2.0", "rawPath": .string("/preferences/\(token)"), "rawQueryString": "",
      "headers": ["content-type": "application/x-www-form-urlencoded", "accept": "application/json"],
      "requestContext": [
        "http": ["method": "POST", "path": .string("/preferences/\(token)"), "sourceIp": "127.0.0.1"],
        "requestId": .string("w\(delivery)"),
      ],
      "body": .string(form), "isBase64Encoded": false,
    ]
  }

  private func say(_ form: String, about delivery: Int, at time: String, in school: School) throws {
    let event = school.event("http.request", at: time, data: try wish(form, about: delivery, at: time))
    let result = try school.run("unsubscribe", role: "rekindle_unsubscribe", event)
    #expect(try JSON.parse(result.stdout)["statusCode"] == 200, "\(result.log)")
  }

  private static let on = "save=1&subject=on&topic=on&all=on&email=on&sms=on"

  @Test func whatIsReservedWaitsForTheDayAndGoesWhenThePauseIsTakenBack() throws {
    let school = try School()
    try school.admit(1...1, lastSeen: "2026-11-15T09:00:00Z")
    try school.detect(at: "2026-11-20T08:00:00Z")
    let due = try school.tick(at: "2026-11-20T10:00:00Z")
    try say(Self.on + "&until=2026-11-21", about: 1, at: "2026-11-20T10:00:10Z", in: school)
    for event in due { try school.send(event, at: "2026-11-20T10:00:20Z") }
    #expect(try school.accepted().isEmpty)
    #expect(
      try school.database.rows("select status, not_before = '2026-11-21' from rekindle.message_deliveries")
        == [["scheduled", "t"]])
    try say("undo=1&until=&from=&to=&hour=", about: 1, at: "2026-11-20T10:05:00Z", in: school)
    for event in try school.tick(at: "2026-11-20T10:06:00Z") { try school.send(event) }
    #expect(try school.accepted() == [1])
  }

  @Test func whatIsNotUsefulByTheDayIsSkippedByTheClaim() throws {
    let school = try School()
    try school.admit(1...1, lastSeen: "2026-11-15T09:00:00Z")
    try school.detect(at: "2026-11-20T08:00:00Z")
    let due = try school.tick(at: "2026-11-20T10:00:00Z")
    try say(Self.on + "&until=2026-12-24", about: 1, at: "2026-11-20T10:00:10Z", in: school)
    for event in due { try school.send(event, at: "2026-11-20T10:00:20Z") }
    #expect(try school.accepted().isEmpty)
    #expect(
      try school.database.rows("select status, reason from rekindle.message_deliveries") == [["skipped", "snoozed"]])
  }

  @Test func aPauseOfManyAgainstSendersOfManyStopsWhateverWasNotClaimedBefore() throws {
    let school = try School()
    let count = 240
    try school.admit(1...count, lastSeen: "2026-11-15T09:00:00Z")
    try school.detect(at: "2026-11-20T08:00:00Z")
    let due = try school.tick(at: "2026-11-20T10:00:00Z")
    let ids = try school.database.rows("select id::text from rekindle.message_deliveries order by id")
      .compactMap { $0[0].flatMap { Int($0) } }
    #expect(ids.count == count)
    let pieces = due.flatMap { $0.pieces(of: 20) }
    let visitors = 3
    let failures = Crowd.run(2 + visitors) { place in
      if place < 2 {
        for (number, piece) in pieces.enumerated() where number % 2 == place {
          try school.send(piece, at: "2026-11-20T10:01:00Z")
        }
      } else {
        let own = ids.enumerated().filter { $0.offset % visitors == place - 2 }.map(\.element)
        let lines = try own.reversed().flatMap { id in
          let request = try wish(Self.on + "&until=2026-12-24", about: id, at: "2026-11-20T10:00:30Z")
          return school.event("http.request", at: "2026-11-20T10:00:30Z", data: request).bytes + [10]
        }
        let started = try school.start("unsubscribe", ["--stream"], role: "rekindle_unsubscribe")
        let answers = started.finish(stdin: lines, timeout: 120).output.split(separator: "\n")
        for answer in answers where try JSON.parse(String(answer))["statusCode"] != 200 {
          throw Spawn.Failure(description: String(answer))
        }
      }
    }
    #expect(failures == [])
    #expect(
      try school.database.count("select count(*) from rekindle.wishes where snoozed_until > '2026-12-23'") == count)
    // The recipient's clock at a claim is 0: whoever was claimed, was claimed before they spoke.
    #expect(try school.database.count("select count(*) from rekindle.delivery_attempts where opt_outs > 0") == 0)
    let before = try school.accepted().count
    for piece in pieces { try school.send(piece, at: "2026-11-20T10:02:00Z") }
    for event in try school.tick(at: "2026-11-20T10:30:00Z") { try school.send(event) }
    #expect(try school.accepted().count == before, "nothing goes after it was said")
    #expect(
      try school.database.count(
        "select count(*) from rekindle.message_deliveries where status = 'skipped' and reason = 'snoozed'") == count
        - before)
    #expect(try school.database.count("select deadlocks from pg_stat_database where datname = current_database()") == 0)
  }
}
