import Domain
import Foundation
import JSON
import Store
import TestKit
import Testing

/// Handlers whose clocks go back and forward by hours between one step and the next.
@Suite(.database, .timeLimit(.minutes(20)))
struct ClockJumpTests {
  private static let jumps: [Instant.Span] = [
    .hours(0), .hours(0), .hours(1), .hours(-1), .hours(5), .hours(-5), .hours(26), .hours(-26),
  ]

  /// By the clocks that the handlers had no cap, gap or quiet hour is broken, and what is left over goes out in the end.
  @Test(arguments: [UInt64(1), 2, 3])
  func nothingLeavesTwiceAndEveryPromiseHoldsOnWhateverClock(seed: UInt64) throws {
    var chance = Chance(seed: seed)
    let school = try School()
    let database = school.database
    let start = try #require(Instant(rfc3339: "2026-11-20T09:00:00Z"))
    try school.admit(1...40, to: 1...2, lastSeen: "2026-11-15T09:00:00Z")
    for step in 0..<40 {
      func clock() -> String { (start + .hours(9 * step) + chance.element(of: Self.jumps)).rfc3339 }
      if step % 3 == 0 { try school.detect(at: clock()) }
      let announcements = try school.tick(at: clock())
      let before = try school.accepted().count
      for announcement in announcements {
        for piece in announcement.pieces(of: 15) { try school.send(piece, at: clock()) }
      }
      let fresh = try school.accepted().dropFirst(before)
      if !fresh.isEmpty { _ = try school.callback("delivered", of: Array(fresh), at: clock()) }
    }
    // The clocks are right again: whatever waits for a time that was ahead comes to its turn.
    for hour in stride(from: 0, through: 96, by: 6) {
      for announcement in try school.tick(at: (start + .hours(9 * 40 + hour)).rfc3339) {
        try school.send(announcement)
      }
    }
    let accepted = try school.accepted()
    #expect(accepted.count >= 40, "they go on")
    #expect(Set(accepted).count == accepted.count, "no message leaves twice")
    #expect(try database.rows("select rule, n::text from rekindle.violations") == [])
    let quiet = try database.count(
      """
      select count(*) from rekindle.delivery_attempts a join rekindle.message_deliveries d on d.id = a.delivery_id
       where d.channel = 'email' and (a.claimed_at at time zone 'UTC')::time not between '08:00' and '20:00'
      """)
    #expect(quiet == 0)
    let left = try database.rows(
      """
      select d.id::text, d.status, d.not_before::text from rekindle.message_deliveries d
       where d.status in ('scheduled', 'sending') and d.expires_at < $1::timestamptz
      """, .instant(start + .hours(9 * 40 + 96)))
    #expect(left == [], "nothing is held for ever")
  }

  /// A lease lasts two minutes on every clock.
  @Test func whatASenderOfTheFutureHadInHandIsLookedAfterAtOnce() throws {
    let school = try School(sinkOptions: ["--latency", "300ms"])
    let database = school.database
    try school.admit(1...20, lastSeen: "2026-11-15T09:00:00Z")
    try school.detect(at: "2026-11-20T08:00:00Z")
    let announcement = try #require(try school.tick(at: "2026-11-20T10:00:00Z").first)
    let process = try school.start("send-email", role: "rekindle_send_email")
    Thread.detachNewThread {
      let deadline = Date().addingTimeInterval(20)
      while Date() < deadline, (try? school.accepted().count) ?? 0 < 20 { Thread.sleep(forTimeInterval: 0.01) }
      process.signal(SIGKILL)
    }
    _ = process.finish(stdin: announcement.with(time: "2026-11-20T17:00:00Z").bytes, timeout: 60)
    let doubtful = try database.count("select count(*) from rekindle.message_deliveries where status = 'sending'")
    #expect(doubtful > 0)
    for announcement in try school.tick(at: "2026-11-20T10:05:00Z") { try school.send(announcement) }
    #expect(
      try database.count(
        "select count(*) from rekindle.message_deliveries where status = 'unknown' and unknown_at < '2026-11-20T10:08:00Z'"
      )
        == doubtful)
    let accepted = try school.accepted()
    #expect(Set(accepted).count == accepted.count, "no message leaves twice")
    #expect(try database.rows("select rule, n::text from rekindle.violations") == [])
  }

  /// Neither a provider's rate nor its rest is counted on a clock that nobody has any more.
  @Test func aRateAndARestOfAClockThatWasAheadHoldNobodyUp() throws {
    let school = try School()
    let database = school.database
    try school.admit(1...20, lastSeen: "2026-11-15T09:00:00Z")
    try school.detect(at: "2026-11-20T08:00:00Z")
    let announcement = try #require(try school.tick(at: "2026-11-20T10:00:00Z").first)
    try database.run(
      """
      insert into rekindle.rate_limits (provider, per_second, burst, tokens, refilled_at)
      values ('sendgrid', 1, 20, 0, '2026-11-20T15:00:00Z');
      insert into rekindle.provider_breakers (provider, open_until, reason) values ('sendgrid', '2026-11-20T15:15:00Z', 'http_401');
      """)
    for time in ["2026-11-20T10:01:00Z", "2026-11-20T10:02:00Z"] { try school.send(announcement, at: time) }
    #expect(try school.accepted().count == 20)
  }

  /// A no that is said now is the newest word, also where the clock says that it is older.
  @Test(arguments: ["topic", "all"])
  func aNoHoldsAlsoWhereTheClockHasGoneBackSinceItWasTakenBack(scope: String) throws {
    let school = try School()
    let database = school.database
    try school.admit(1...1, lastSeen: "2026-11-15T09:00:00Z")
    try school.detect(at: "2026-11-20T08:00:00Z")
    for announcement in try school.tick(at: "2026-11-20T10:00:00Z") { try school.send(announcement) }
    let id = try #require(try school.accepted().first)
    func say(_ function: String, _ time: String, _ via: String = "") throws {
      try database.run("select rekindle.\(function)(\(id), '\(scope)', 'all', \(via)'\(time)')")
    }
    func stands() throws -> Bool {
      try database.count("select count(*) from rekindle.suppressions where lifted_at is null") > 0
    }
    try say("opt_out", "2026-11-20T11:00:00Z", "'email_link', ")
    try say("opt_in", "2026-11-20T17:00:00Z")
    #expect(try !stands())
    try say("opt_out", "2026-11-20T12:00:00Z", "'email_link', ")
    #expect(try stands())
    try say("opt_in", "2026-11-20T09:00:00Z")
    #expect(try !stands(), "and its end is, too")
    try say("opt_out", "2026-11-20T09:30:00Z", "'email_link', ")
    #expect(try stands())
    try school.tick(at: "2026-11-28T10:00:00Z")
    #expect(try school.accepted().count == 1)
  }

  @Test func aStopThatComesWhenTheClockHasGoneBackStops() throws {
    let school = try School()
    let database = school.database
    try school.admit(1...1, lastSeen: "2026-11-15T09:00:00Z")
    func reply(_ id: String, _ intent: String, _ time: String) throws {
      try database.run(
        "select rekindle.take_reply('twilio', '\(id)', 'sms', '+447900000001', '\(intent)', '\(intent)', '{}', '\(time)', '\(time)')"
      )
    }
    func stands() throws -> Bool {
      try database.count("select count(*) from rekindle.suppressions where lifted_at is null") > 0
    }
    try reply("SM1", "stop", "2026-11-20T10:00:00Z")
    try reply("SM2", "start", "2026-11-20T17:00:00Z")
    #expect(try !stands())
    try reply("SM3", "stop", "2026-11-20T12:00:00Z")
    #expect(try stands())
    try reply("SM2", "start", "2026-11-20T18:00:00Z")
    #expect(try stands(), "a repetition is none")
    try reply("SM4", "start", "2026-11-20T12:30:00Z")
    #expect(try !stands())
  }
}

/// Chance that repeats itself.
private struct Chance {
  private var state: UInt64

  init(seed: UInt64) { state = seed &* 0x9E37_79B9_7F4A_7C15 | 1 }

  mutating func element<Value>(of values: [Value]) -> Value {
    state ^= state << 13
    state ^= state >> 7
    state ^= state << 17
    return values[Int(state % UInt64(values.count))]
  }
}
