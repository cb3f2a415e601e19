import Domain
import Foundation
import JSON
import Store
import Synchronization
import TestKit
import Testing

/// The token bucket that all sender processes share, in real time.
@Suite(.database, .timeLimit(.minutes(20)))
struct RateLimitTests {
  private static let senders = 4
  private static let learners = senders * 15
  private static let perSecond = 20
  private static let burst = 10

  @Test func severalSendersTogetherStayUnderTheProvidersRateAndNothingIsLost() throws {
    let anytime = CampaignVariant(
      "anytime",
      [
        "send_window: { email: \"08:00-20:00\", sms: \"09:00-21:00\", zone: learner, fallback_zone: Asia/Kolkata }\n":
          ""
      ])
    let school = try School(concurrency: 5, campaigns: [anytime])
    try school.admit(1...Self.learners, lastSeen: (Self.now - .days(5)).rfc3339)
    try school.detect(at: (Self.now - .hours(2)).rfc3339)
    let announcements = try school.tick(at: Self.now.rfc3339).flatMap { $0.pieces(of: 15) }
    try #require(announcements.count == Self.senders)
    try school.database.insert(
      Fixture(
        "rekindle.rate_limits",
        [
          "provider": .text("sendgrid"), "per_second": .double(Double(Self.perSecond)),
          "burst": .double(Double(Self.burst)), "tokens": .double(Double(Self.burst)),
          "refilled_at": .instant(Self.now),
        ]))

    let start = try sendAll(announcements, school)

    let accepted = try school.acceptances()
    #expect(accepted.count == Self.learners && Set(accepted.map(\.delivery)).count == Self.learners)
    #expect(try school.database.rows("select distinct status from rekindle.message_deliveries") == [["sent"]])
    let tooEarly = accepted.map(\.at).sorted().enumerated().filter { place, at in
      Double(place + 1) > Double(Self.burst) + Double(Self.perSecond) * Double((at - start).microseconds) / 1e6
    }
    #expect(tooEarly.map(\.offset) == [], "more were taken than the burst and the rate since then allow")
  }

  /// Each announcement is sent by processes of its own, one after the other until nothing of it is left.
  ///
  /// All of them come to the bucket while another process holds it, so that they take their first tokens at one moment,
  /// which is returned.
  private func sendAll(_ announcements: [JSON], _ school: School) throws -> Instant {
    let isHeld = DispatchSemaphore(value: 0)
    let start = Mutex<Instant?>(nil)
    let failures = Crowd.run(Self.senders + 1) { place in
      if place == Self.senders {
        let release = try Self.hold(school.database) { for _ in 0..<Self.senders { isHeld.signal() } }
        return start.withLock { $0 = release }
      }
      isHeld.wait()
      var left = [announcements[place]]
      while let next = left.popLast() {
        left += try school.send(next, at: Self.now.rfc3339)["events"]?.array ?? []
      }
    }
    #expect(failures == [])
    return try #require(start.withLock { $0 })
  }

  /// Holds the bucket until every sender waits for it, and lets it go full at the moment that it returns.
  private static func hold(_ database: TestDatabase, _ isHeld: () -> Void) throws -> Instant {
    let holder = try database.connect()
    try holder.runScript("begin; select from rekindle.rate_limits for update", named: "hold the bucket")
    isHeld()
    let deadline = Date().addingTimeInterval(4)
    while Date() < deadline {
      let waiting = try database.count(
        "select count(*) from pg_stat_activity where datname = current_database() and wait_event_type = 'Lock'")
      if waiting == senders { break }
      Thread.sleep(forTimeInterval: 0.01)
    }
    let release = now
    try holder.runScript(
      "update rekindle.rate_limits set refilled_at = '\(release.rfc3339)'; commit", named: "let the bucket go")
    return release
  }

  private static var now: Instant { Instant(microseconds: Int(Date().timeIntervalSince1970 * 1e6)) }
}
