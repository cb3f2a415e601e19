import Domain
import Foundation
import JSON
import Store
import TestKit
import Testing

/// A message of which nobody knows whether the provider took it: who waits for it gets it again, nobody else does.
@Suite(.database, .timeLimit(.minutes(20)))
struct DoubtTests {
  private static let learners = 20

  /// Holds X-89.
  @Test(arguments: [ScriptedProvider.Manner.sendGrid, .smtp])
  func aTransactionalMessageInDoubtIsSentAgainUnderTheSameId(manner: ScriptedProvider.Manner) throws {
    let (school, provider) = try doubt(.transactional, manner)
    let settings = Self.settings(manner, provider)
    #expect(try school.tick(at: "2026-11-20T10:10:00Z") == [], "evidence may still come")
    for announcement in try school.tick(at: "2026-11-20T10:20:00Z") {
      try school.send(announcement, settings: settings)
    }
    #expect(try statuses(school) == ["sent": Self.learners])
    let taken = Dictionary(grouping: try provider.taken(), by: \.delivery)
    #expect(taken.count == Self.learners)
    for (delivery, copies) in taken {
      #expect(copies.count == 2, "delivery \(delivery)")
      #expect(Set(copies.map(Self.identity)).count == 1, "receivers can tell a copy by what it is called")
    }
    #expect(
      try school.database.count(
        "select count(*) from rekindle.message_deliveries where sent_at >= '2026-11-20T10:20:00Z' and attempt = 2")
        == Self.learners, "sent when it was sent for certain")
    try school.tick(at: "2026-11-26T10:00:00Z")
    #expect(try provider.taken().count == 2 * Self.learners)
    #expect(try school.database.rows("select rule, n::text from rekindle.violations") == [])
  }

  @Test(arguments: [MessageClass.marketing, .reminder])
  func anyOtherMessageInDoubtIsNeverSentAgain(messageClass: MessageClass) throws {
    let (school, provider) = try doubt(messageClass)
    for time in ["2026-11-20T10:20:00Z", "2026-11-21T10:00:00Z", "2026-11-23T09:59:00Z", "2026-11-24T10:00:00Z"] {
      for announcement in try school.tick(at: time) {
        try school.send(announcement, settings: Self.settings(.sendGrid, provider))
      }
    }
    #expect(try statuses(school)["presumed_sent"] == Self.learners)
    #expect(try provider.counts().values.allSatisfy { $0 == 1 })
    #expect(try school.database.rows("select rule, n::text from rekindle.violations") == [])
  }

  @Test func whatTheProviderReportsInTimeIsNotSentAgain() throws {
    let (school, provider) = try doubt(.transactional)
    let known = try provider.taken().map(\.delivery).filter { $0 % 2 == 0 }
    let late = try #require(try provider.taken().map(\.delivery).first { $0 % 2 == 1 })
    #expect(try school.callback("delivered", of: known, at: "2026-11-20T10:05:00Z").exitCode == 0)
    let announcements = try school.tick(at: "2026-11-20T10:20:00Z")
    #expect(try school.callback("delivered", of: [late], at: "2026-11-20T10:21:00Z").exitCode == 0)
    for announcement in announcements {
      try school.send(announcement, at: "2026-11-20T10:22:00Z", settings: Self.settings(.sendGrid, provider))
    }
    #expect(try statuses(school) == ["sent": Self.learners])
    let settled = Set(known + [late])
    #expect(try provider.counts().allSatisfy { delivery, count in count == (settled.contains(delivery) ? 1 : 2) })
    #expect(try school.database.rows("select kind from rekindle.anomalies") == [], "evidence settles a doubt")
  }

  @Test func aProviderThatNeverAnswersGetsAMessageAsOftenAsTheCampaignTriesAndNoMore() throws {
    let (school, provider) = try doubt(.transactional, silences: 100)
    for hour in 10...16 {
      for minute in [20, 40] {
        for announcement in try school.tick(at: "2026-11-20T\(hour):\(minute):00Z") {
          try school.send(announcement, settings: Self.settings(.sendGrid, provider))
        }
      }
    }
    #expect(try provider.counts().values.allSatisfy { $0 == 4 }, "retry: [5 minutes, 5 minutes, 5 minutes]")
    #expect(try statuses(school) == ["unknown": Self.learners])
    try school.tick(at: "2026-11-24T10:00:00Z")
    #expect(try statuses(school)["presumed_sent"] == Self.learners)
  }

  @Test func whatIsNotSentAgainStaysInDoubtAndIsNotCalledSkipped() throws {
    let (school, provider) = try doubt(.transactional)
    let announcements = try school.tick(at: "2026-11-20T10:20:00Z")
    #expect(try statuses(school) == ["scheduled": Self.learners])
    try school.database.run(
      """
      select rekindle.opt_out(min(d.id), 'topic', 'all', 'email_link', '2026-11-20T10:21:00Z') from rekindle.message_deliveries d;
      update lms.users set is_active = false where user_id = 2;
      """)
    for announcement in announcements {
      try school.send(announcement, at: "2026-11-20T10:22:00Z", settings: Self.settings(.sendGrid, provider))
    }
    #expect(
      try school.database.rows(
        "select user_id::text, reason from rekindle.message_deliveries where status = 'presumed_sent' order by user_id"
      )
      .map { $0[0] == "1" ? $0 : [$0[0]] } == [["1", "opted_out"], ["2"]])
    #expect(try statuses(school) == ["sent": Self.learners - 2, "presumed_sent": 2])
  }

  @Test func aKilledSendersTransactionalMessagesAllArriveAndNoneMoreThanTwice() throws {
    let school = try School(concurrency: 50, campaigns: [Self.variant(.transactional)])
    let provider = try ScriptedProvider(.sendGrid, .init(odd: 0.3, even: 0.1))
    let settings = Self.settings(.sendGrid, provider)
    try school.admit(1...120, lastSeen: "2026-11-15T09:00:00Z")
    try school.detect(at: "2026-11-20T08:00:00Z")
    let announcement = try #require(try school.tick(at: "2026-11-20T10:00:00Z").first)
    let process = try school.start("send-email", role: "rekindle_send_email", settings: settings)
    Thread.detachNewThread {
      try? provider.waitFor(60)
      process.signal(SIGKILL)
    }
    #expect(process.finish(stdin: announcement.bytes, timeout: 60).exitCode == 128 + SIGKILL)
    for time in ["2026-11-20T10:10:00Z", "2026-11-20T10:20:00Z"] {
      for announcement in try school.tick(at: time) { try school.send(announcement, settings: settings) }
    }
    #expect(try statuses(school) == ["sent": 120])
    let counts = try provider.counts()
    #expect(counts.count == 120 && counts.values.allSatisfy { $0 <= 2 })
    #expect(counts.values.contains(2), "what was on the wire was sent again")
    #expect(try school.database.rows("select rule, n::text from rekindle.violations") == [])
  }

  /// A school all of whose messages were taken by a provider that did not answer.
  private func doubt(
    _ messageClass: MessageClass, _ manner: ScriptedProvider.Manner = .sendGrid, silences: Int = 1
  ) throws -> (School, ScriptedProvider) {
    let school = try School(campaigns: [Self.variant(messageClass)])
    let provider = try ScriptedProvider(manner, .init(silences: silences))
    try school.admit(1...Self.learners, lastSeen: "2026-11-15T09:00:00Z")
    try school.detect(at: "2026-11-20T08:00:00Z")
    for announcement in try school.tick(at: "2026-11-20T10:00:00Z") {
      try school.send(announcement, settings: Self.settings(manner, provider))
    }
    #expect(try statuses(school) == ["unknown": Self.learners])
    #expect(try provider.counts().count == Self.learners)
    return (school, provider)
  }

  private static func variant(_ messageClass: MessageClass) -> CampaignVariant {
    CampaignVariant("asked", ["class: marketing": "class: \(messageClass.rawValue)"])
  }

  static func settings(_ manner: ScriptedProvider.Manner, _ provider: ScriptedProvider) -> [String: String] {
    switch manner {
    case .sendGrid: ["SENDGRID_BASE_URL": provider.address]
    case .smtp: ["EMAIL_PROVIDER": "smtp", "SMTP_URL": "smtp://127.0.0.1:\(provider.port)"]
    }
  }

  /// What a message is called: over SMTP its Message-ID, at SendGrid the arguments that it echoes.
  private static func identity(_ message: ScriptedProvider.Taken) -> String {
    (message.content["Message-ID"] ?? message.content["personalizations"]?.array?.first?["custom_args"])?.text ?? ""
  }

  private func statuses(_ school: School) throws -> [String: Int] {
    Dictionary(
      uniqueKeysWithValues: try school.database.rows(
        "select status, count(*)::text from rekindle.message_deliveries where channel = 'email' group by 1"
      ).map { ($0[0] ?? "", $0[1].flatMap { Int($0) } ?? 0) })
  }
}
