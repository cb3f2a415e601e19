import Campaigns
import Domain
import JSON
import Testing

@Suite struct EntryRuleTests {
  private func compiled(_ enter: String) throws -> CompiledCampaign {
    var mini = MiniCampaign()
    mini.replace("campaign.yaml", "inactive_days: 3\n  lookback_days: 30", enter)
    mini.replace("segment.sql", "at <= as_of", "at <= as_of and (least, rate, within, kind, strict) is not null")
    return try mini.compile()
  }

  static let parameters = """
    parameters:
        least: { type: int, value: -3 }
        rate: { type: numeric, value: "80.5" }
        within: { type: interval, value: 2 weeks }
        kind: { type: text, value: "it's" }
        strict: { type: boolean, value: true }
    """

  @Test func anEntryIsSilenceAnEventOrTheSegmentAlone() throws {
    let rules = try [
      "inactive_days: 4\n  lookback_days: 9", "event: lms.payment.failed", "rollout: 50%",
      "event: [lms.meeting.created, lms.group.joined]",
    ].map { try compiled($0).campaign.enter }
    #expect(
      rules.map(\.trigger) == [
        .silence(inactiveDays: 4, lookbackDays: 9), .event(types: ["lms.payment.failed"]), .segment,
        .event(types: ["lms.meeting.created", "lms.group.joined"]),
      ])
    #expect(rules.map(\.inactiveDays) == [4, nil, nil, nil])
  }

  @Test func aSegmentIsToldTheCampaignsParametersAfterThoseOfSilence() throws {
    let silence = try compiled("inactive_days: 4\n  lookback_days: 9\n  \(Self.parameters)")
    let contract = try #require(silence.contracts.first { $0.name == "segment" })
    #expect(
      contract.parameters.map { "\($0.name) \($0.type) \($0.value ?? "-")" } == [
        "as_of timestamptz -", "inactive_days int 4", "lookback_days int 9", "least int -3", "rate numeric 80.5",
        "within interval 2 weeks", "kind text it's", "strict boolean true",
      ])
    let event = try compiled("event: lms.a.b\n  \(Self.parameters)")
    #expect(event.contracts.first?.parameters.map(\.name).dropFirst() == ["least", "rate", "within", "kind", "strict"])
  }

  @Test func everyRuleIsReadAsItWasStored() throws {
    for enter in [
      "inactive_days: 4\n  lookback_days: 9", "event: lms.payment.failed", "event: [lms.a.b, lms.c.d]", "rollout: 50%",
    ] {
      let campaign = try compiled("\(enter)\n  \(Self.parameters)").campaign
      #expect(try Campaign(json: JSON.parse(campaign.json.text)) == campaign)
    }
  }

  @Test func aCampaignStoredBeforeThereWereOtherEntriesIsSilence() throws {
    let stored = """
      {"class":"marketing","enter":{"delay":3600,"holdout":0,"inactive_days":3,"lookback_days":30,"reentry_after":2592000,
       "rollout":10000},"exclusive_group":"course","fallback_zone":"Asia/Kolkata","maximum_messages":{"email":8},
       "retry":[300],"send_windows":{"email":{"from":480,"to":1200}},"slug":"old","steps":[],"subject":"course",
       "title":"Old","topic":"course"}
      """
    let enter = try Campaign(json: JSON.parse(stored)).enter
    #expect(
      enter
        == EntryRule(.silence(inactiveDays: 3, lookbackDays: 30), delay: .hours(1), reentryAfter: .days(30)))
  }
}
