import Domain
import Foundation
import JSON
import Store
import TestKit
import Testing

/// What people and groups get on Discord, and what happens where it does not want a message.
@Suite(.database, .timeLimit(.minutes(20))) struct DiscordTests {
  private static let campaign = MadeUpCampaign(
    "circle", subject: "course", enter: "  after: 1 hour",
    segment: "select u.user_id, 1::bigint as subject_id, null::timestamptz as last_activity_at from lms.users u"
  )
  .replacing("campaign.yaml", "channels: [sms]", "channels: [discord, sms]")
  .with("messages/text.discord.md", "---\n---\nHello **{{first_name}}**, the group waits for you.\n")

  private static let forGroups = campaign.with(
    "messages/text.discord.md", "---\nto: group\n---\nThe meeting of {{first_name}} is tomorrow.\n")

  private static let enrolledAt = "2026-11-20T08:00:00Z"
  private static let dueAt = "2026-11-20T10:00:00Z"

  /// Learners 1 to `count` in the campaign, with an account on Discord each.
  private func school(
    _ count: Int = 1, campaign: MadeUpCampaign = campaign, addresses: [String]? = nil, sinkOptions: [String] = []
  ) throws -> School {
    let school = try School(
      sinkOptions: sinkOptions, campaigns: [CampaignVariant("quiet", ["rollout: 100%": "rollout: 1%"])])
    try school.publish(URL(filePath: campaign.write()))
    try school.database.run("update rekindle.campaigns set status = 'paused' where slug = 'quiet'")
    try school.admit(1...count, lastSeen: "2026-11-15T09:00:00Z")
    for (index, address) in (addresses ?? (1...count).map { "80351110224678\(100 + $0)" }).enumerated() {
      try school.database.run(
        "insert into lms_data.other_addresses values (\(index + 1), 'discord', '\(address)')")
    }
    try school.detect(at: Self.enrolledAt)
    return school
  }

  private func sendAll(_ school: School, at time: String = dueAt) throws {
    for announcement in try school.tick(at: time) { try school.send(announcement) }
  }

  private func ledger(_ school: School) throws -> [String] {
    try school.database.rows(
      """
      select concat_ws(' ', d.user_id, d.channel, d.status, d.reason, d.provider) from rekindle.message_deliveries d
        join rekindle.campaigns c on c.id = d.campaign_id where c.slug = 'circle' order by d.user_id, d.id
      """
    ).compactMap { $0[0] }
  }

  /// Holds REQ-2-37.
  @Test func aPersonGetsAMessageInAChannelThatIsKeptForTheNext() throws {
    let school = try school()
    try sendAll(school)
    #expect(try ledger(school) == ["1 discord sent discord"])
    let room = try school.database.value("select room from rekindle.provider_rooms where provider = 'discord'")
    #expect(room == "5080351110224678101")
    // Where the kept channel is no longer one, it is opened anew.
    try school.database.run("update rekindle.provider_rooms set room = '100000000000010003'")
    try sendAll(school, at: "2026-11-27T11:00:00Z")
    #expect(try ledger(school) == ["1 discord sent discord", "1 discord sent discord"])
    #expect(try school.database.value("select room from rekindle.provider_rooms") == room)
  }

  /// Holds REQ-2-23, REQ-2-38.
  @Test func aGroupsMessagesGoIntoItsChannelWithoutWaitingForTokens() throws {
    let school = try school(
      12, campaign: Self.forGroups, addresses: (1...12).map { "#3818705532351938\(50 + $0)" })
    try school.database.run(
      "update rekindle.rate_limits set tokens = 0, per_second = 0.001 where provider = 'discord/dm'")
    try sendAll(school)
    #expect(try ledger(school) == (1...12).map { "\($0) discord sent discord" })
    #expect(try school.database.count("select count(*) from rekindle.provider_rooms") == 0)
  }

  @Test func whatIsForOnePersonNeverGoesIntoAGroupsChannel() throws {
    let school = try school(addresses: ["#381870553235193857"])
    try sendAll(school)
    #expect(try ledger(school).first == "1 discord skipped invalid_address")
    #expect(try school.acceptances().isEmpty)
  }

  /// Holds X-53.
  @Test(arguments: ["100000000000050007", "100000000000050278", "100000000000010013"])
  func whoTakesNoMessagesIsNotWrittenToAgainAndGetsTheNextChannel(account: String) throws {
    let school = try school(addresses: [account])
    try sendAll(school)
    let code = Int(account.suffix(6)) ?? 0
    #expect(try ledger(school) == ["1 discord failed discord_\(code) discord"])
    #expect(
      try school.database.rows("select channel, reason, source from rekindle.suppressions")
        == [["discord", "bounce", "provider"]])
    try sendAll(school, at: "2026-11-20T10:01:00Z")
    try sendAll(school, at: "2026-11-27T10:02:00Z")
    #expect(
      try ledger(school) == ["1 discord failed discord_\(code) discord", "1 sms sent twilio", "1 sms sent twilio"])
  }

  @Test func oneGroupsChannelThatIsGoneStopsNoOther() throws {
    let school = try school(
      3, campaign: Self.forGroups, addresses: ["#100000000000010003", "#381870553235193857", "#100000000000050001"])
    try sendAll(school)
    #expect(
      try ledger(school) == [
        "1 discord failed discord_10003 discord", "2 discord sent discord", "3 discord failed discord_50001 discord",
      ])
    #expect(try school.database.rows("select user_id::text from rekindle.suppressions") == [["1"]])
    #expect(try school.database.count("select count(*) from rekindle.provider_breakers") == 0)
  }

  @Test func aMessageWhoseAnswerIsLostIsAskedForAgainAndPostedOnce() throws {
    let school = try school(sinkOptions: ["--swallow", "1"])
    try sendAll(school)
    #expect(try ledger(school) == ["1 discord sent discord"])
    #expect(try school.acceptances().count == 1)
  }

  /// Holds REQ-2-26.
  @Test func tooManyRequestsHoldEveryProcessBack() throws {
    let school = try school(sinkOptions: ["--throttle", "1"])
    try sendAll(school)
    #expect(try ledger(school) == ["1 discord scheduled http_429 discord"])
    #expect(try school.database.rows("select name from rekindle.rate_pauses") == [["discord/dm"]])
  }

  @Test func aPauseOfTheWholeBotHoldsAGroupsMessageToo() throws {
    let school = try school(campaign: Self.forGroups, addresses: ["#381870553235193857"])
    try school.database.run(
      "insert into rekindle.rate_pauses values ('discord', '\(Self.dueAt)'::timestamptz + interval '3 seconds')")
    let start = Date()
    try sendAll(school)
    #expect(try ledger(school) == ["1 discord sent discord"])
    let accepted = try #require(try school.acceptances().first).at
    #expect(Double(accepted.microseconds) / 1e6 - start.timeIntervalSince1970 > 2.5)
  }

  /// Holds REQ-2-22, REQ-2-24, REQ-2-39, X-51, REQ-2-25.
  @Test func eightSendersTogetherWriteToOnePersonASecond() throws {
    let school = try school(16)
    let announcements = try school.tick(at: Self.dueAt).flatMap { $0.pieces(of: 2) }
    try #require(announcements.count == 8)
    let failures = Crowd.run(8) { place in
      var left = [announcements[place]]
      while let next = left.popLast() { left += try school.send(next)["events"]?.array ?? [] }
    }
    #expect(failures == [])
    let times = try school.acceptances().map(\.at).sorted()
    #expect(times.count == 16)
    #expect(try ledger(school) == (1...16).map { "\($0) discord sent discord" })
    // Any second has one, any five seconds have five, but for what the network's delay moves.
    for (index, time) in times.enumerated() where index >= 6 {
      let span = time - times[index - 6]
      #expect(span.microseconds > 4_500_000)
    }
    let whole = try #require(times.last) - times[0]
    #expect(whole.microseconds < 30_000_000, "nobody waits for longer than the tokens take")
  }
}
