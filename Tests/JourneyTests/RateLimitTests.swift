import Domain
import Foundation
import JSON
import Store
import TestKit
import Testing

/// The token bucket that all sender processes share, in real time.
@Suite(.database, .timeLimit(.minutes(5)))
struct RateLimitTests {
  private static let learners = 120
  private static let perSecond = 40
  private static let burst = 20

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
    let announcements = try school.tick(at: Self.now.rfc3339).flatMap { $0.pieces(of: 20) }
    let start = Self.now
    try school.database.insert(
      Fixture(
        "rekindle.rate_limits",
        [
          "provider": .text("sendgrid"), "per_second": .double(Double(Self.perSecond)),
          "burst": .double(Double(Self.burst)), "tokens": .double(Double(Self.burst)), "refilled_at": .instant(start),
        ]))

    sendAll(announcements, school)

    let accepted = try school.acceptances()
    #expect(accepted.count == Self.learners && Set(accepted.map(\.delivery)).count == Self.learners)
    #expect(try school.database.rows("select distinct status from rekindle.message_deliveries") == [["sent"]])
    let tooEarly = accepted.map(\.at).sorted().enumerated().filter { place, at in
      Double(place + 1) > Double(Self.burst) + Double(Self.perSecond) * Double((at - start).microseconds) / 1e6
    }
    #expect(tooEarly.map(\.offset) == [], "more were taken than the burst and the rate since then allow")
  }

  /// Each announcement is sent by processes of its own, one after the other until nothing of it is left.
  private func sendAll(_ announcements: [JSON], _ school: School) {
    let failures = Crowd.run(announcements.count) { place in
      var left = [announcements[place]]
      while let next = left.popLast() {
        left += try school.send(next, at: Self.now.rfc3339)["events"]?.array ?? []
      }
    }
    #expect(failures == [])
  }

  private static var now: Instant { Instant(microseconds: Int(Date().timeIntervalSince1970 * 1e6)) }
}
