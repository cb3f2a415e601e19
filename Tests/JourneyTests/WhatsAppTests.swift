import Domain
import Foundation
import JSON
import Store
import TestKit
import Testing

/// What learners get over WhatsApp, and what they get instead.
@Suite(.database, .timeLimit(.minutes(20))) struct WhatsAppTests {
  private static let campaign = MadeUpCampaign(
    "agents", subject: "course", enter: "  after: 1 hour",
    segment: "select u.user_id, 1::bigint as subject_id, null::timestamptz as last_activity_at from lms.users u"
  )
  .replacing("campaign.yaml", "channels: [sms]", "channels: [whatsapp, sms]")
  .with(
    "messages/text.whatsapp.md",
    """
    ---
    template: agents_first
    category: marketing
    button: { label: Try one, url: "https://learn.example/agents" }
    replies: [ { label: Not now, payload: not_now } ]
    ---
    Hello {{first_name}}, the agents of your course answer questions by day and by night.

    """)

  private static let enrolledAt = "2026-11-20T08:00:00Z"
  private static let dueAt = "2026-11-20T10:00:00Z"

  /// Learners 1 and 2 in the campaign, of whom 1 has agreed to WhatsApp; `provider` has the word `status` on the template.
  private func school(
    provider: String = "meta", status: String = "approved", campaign: MadeUpCampaign = campaign
  ) throws -> School {
    let school = try School(campaigns: [CampaignVariant("quiet", ["rollout: 100%": "rollout: 1%"])])
    try school.publish(URL(filePath: campaign.write()))
    try school.database.run(
      """
      update rekindle.campaigns set status = 'paused' where slug = 'quiet';
      select rekindle.note_template('\(provider)', 'agents_first', 'en', '\(status)', 'HX0123456789abcdef0123456789abcdef', null, null,
        '2026-11-01');
      insert into rekindle.consents (user_id, channel, is_granted, source, given_at)
      values (1, 'whatsapp', true, 'form', '2026-11-01')
      """)
    try school.admit(1...2, lastSeen: "2026-11-15T09:00:00Z")
    try school.detect(at: Self.enrolledAt)
    return school
  }

  private func sendAll(_ school: School, provider: String = "meta", at time: String = dueAt) throws {
    for announcement in try school.tick(at: time) {
      try school.send(announcement, settings: ["WHATSAPP_PROVIDER": provider])
    }
  }

  /// The ledger as `learner channel status reason`, in its order.
  private func ledger(_ school: School) throws -> [String] {
    try school.database.rows(
      """
      select concat_ws(' ', d.user_id, d.channel, d.status, d.reason, d.provider) from rekindle.message_deliveries d
        join rekindle.campaigns c on c.id = d.campaign_id where c.slug = 'agents' order by d.user_id, d.id
      """
    ).compactMap { $0[0] }
  }

  /// Holds REQ-4-57.
  @Test(arguments: ["meta", "interakt", "twilio-whatsapp"])
  func whoAgreedGetsTheTemplateByEachProviderAndTheOthersTheirNextChannel(provider: String) throws {
    let school = try school(provider: provider)
    try sendAll(school, provider: provider)
    #expect(try ledger(school) == ["1 whatsapp sent \(provider)", "2 sms sent twilio"])
    let (id, code, target) = try #require(
      try school.database.rows(
        """
        select d.provider_message_id, l.code, l.target from rekindle.message_deliveries d
          join rekindle.tracked_links l on l.delivery_id = d.id where d.channel = 'whatsapp'
        """
      ).first.map { ($0[0], $0[1], $0[2]) })
    #expect(id?.isEmpty == false && code?.isEmpty == false)
    #expect(target == "https://learn.example/agents")
  }

  @Test func whoTakesOverFromARefusingProviderSendsTheTemplateThatItHasApprovedItself() throws {
    let school = try school(provider: "twilio-whatsapp")
    try school.database.run(
      """
      insert into rekindle.provider_breakers (provider, open_until, reason)
      values ('meta', '\(Self.dueAt)'::timestamptz + interval '10 minutes', 'http_401')
      """)
    for announcement in try school.tick(at: Self.dueAt) {
      try school.send(announcement, settings: ["WHATSAPP_PROVIDER_FALLBACK": "twilio-whatsapp"])
    }
    #expect(try ledger(school) == ["1 whatsapp sent twilio-whatsapp", "2 sms sent twilio"])
  }

  /// Holds X-66.
  @Test(arguments: ["paused", "pending", "rejected", "disabled"])
  func aTemplateThatIsNotApprovedLeavesTheNextChannelAtOnce(status: String) throws {
    let school = try school(status: status)
    try sendAll(school)
    #expect(try ledger(school) == ["1 sms sent twilio", "2 sms sent twilio"])
  }

  @Test func withoutAnotherChannelTheMessageWaitsForTheApproval() throws {
    let alone = Self.campaign.replacing("campaign.yaml", "[whatsapp, sms]", "[whatsapp]")
      .without("messages/text.sms.md")
    let school = try school(status: "pending", campaign: alone)
    try sendAll(school)
    #expect(try ledger(school).filter { $0.hasPrefix("1 ") } == [])
    let reason = try school.database.value(
      "select defer_reason from rekindle.campaign_enrollments where user_id = 1 and status = 'active'")
    #expect(reason == "template_not_approved")
    try school.database.run(
      "select rekindle.note_template('meta', 'agents_first', 'en', 'APPROVED', null, null, null, '2026-11-20 10:30Z')")
    try sendAll(school, at: "2026-11-20T11:00:00Z")
    #expect(try ledger(school).filter { $0.hasPrefix("1 ") } == ["1 whatsapp sent meta"])
  }

  @Test func whatIsUnapprovedBetweenPlanAndSendIsSkippedAndTheNextTickGoesOn() throws {
    let school = try school()
    let announcements = try school.tick(at: Self.dueAt)
    try school.database.run(
      "select rekindle.note_template('meta', 'agents_first', 'en', 'PAUSED', null, null, 'quality', '2026-11-20 10:00Z')"
    )
    for announcement in announcements { try school.send(announcement) }
    #expect(try ledger(school).first == "1 whatsapp skipped template_not_approved")
    try sendAll(school, at: "2026-11-20T10:01:00Z")
    #expect(
      try ledger(school) == ["1 whatsapp skipped template_not_approved", "1 sms sent twilio", "2 sms sent twilio"])
  }

  @Test(arguments: [("pending", "text.whatsapp"), ("approved", "de/text.whatsapp")])
  func whoseTranslationIsNotApprovedReadsTheCampaignsOwn(status: String, text: String) throws {
    let german = "Hallo {{first_name}}, die Agenten Ihres Kurses antworten bei Tag und bei Nacht.\n"
    let front = "---\ntemplate: agents_first\ncategory: marketing\n"
    let button = "button: { label: Ausprobieren, url: \"https://learn.example/agents\" }\n"
    let replies = "replies: [ { label: Nicht jetzt, payload: not_now } ]\n---\n"
    let school = try school(
      campaign: Self.campaign.with("messages/de/text.whatsapp.md", front + button + replies + german))
    try school.database.run(
      """
      update lms.users set locale = 'de-DE';
      select rekindle.note_template('meta', 'agents_first', 'de', '\(status)', null, null, null, '2026-11-01')
      """)
    try sendAll(school)
    let sent = try school.database.value(
      """
      select k.key from rekindle.message_deliveries d
        join rekindle.campaign_versions v on v.campaign_id = d.campaign_id and v.version = d.version
       cross join lateral jsonb_each(v.messages) k where d.user_id = 1 and d.status = 'sent' and k.value->>'hash' = d.template_hash
      """)
    let rows = try ledger(school)
    #expect(sent == text, "\(rows)")
  }

  struct Refusal: Sendable {
    let provider: String
    let number: String
    let reason: String
    /// What is written about the address, or about the template.
    let consequence: String
  }

  @Test(arguments: [
    Refusal(provider: "meta", number: "+15005550001", reason: "meta_131026", consequence: "bounce"),
    Refusal(provider: "meta", number: "+15005550004", reason: "meta_131050", consequence: "opt_out"),
    Refusal(provider: "meta", number: "+15005550015", reason: "meta_132015", consequence: "paused"),
    Refusal(
      provider: "twilio-whatsapp", number: "+15005550001", reason: "twilio_63024", consequence: "bounce"),
    Refusal(provider: "twilio-whatsapp", number: "+15005550015", reason: "twilio_63041", consequence: "paused"),
    Refusal(provider: "interakt", number: "+15005550001", reason: "interakt_bad_number", consequence: "bounce"),
    Refusal(provider: "interakt", number: "+15005550015", reason: "interakt_no_template", consequence: "rejected"),
  ])
  func aProvidersRefusalHasItsReasonAndItsConsequenceAndTheNextTickGoesOn(refusal: Refusal) throws {
    let school = try school(provider: refusal.provider)
    try school.database.run("update lms.users set phone_number = '\(refusal.number)' where user_id = 1")
    try sendAll(school, provider: refusal.provider)
    #expect(try ledger(school).first == "1 whatsapp failed \(refusal.reason) \(refusal.provider)")
    let consequences = try school.database.rows(
      """
      select reason from rekindle.suppressions where channel = 'whatsapp' union all
      select status from rekindle.whatsapp_templates where status <> 'approved'
      """)
    #expect(consequences == [[refusal.consequence]])
    try sendAll(school, provider: refusal.provider, at: "2026-11-20T10:01:00Z")
    #expect(try ledger(school).contains("1 sms sent twilio"), "the next channel within a minute, not a day")
  }

  @Test(arguments: [
    ("2026-11-19T10:01:00Z", "1 whatsapp sent meta"), ("2026-11-19T09:59:00Z", "1 sms sent twilio"),
  ])
  func aFreeTextGoesOutWithinADayOfTheLearnersWordAndNotAfter(said: String, expected: String) throws {
    let free = Self.campaign.with(
      "messages/text.whatsapp.md", "---\n---\n{{first_name}}, the agents are here: <https://learn.example/agents>\n")
    let school = try school(campaign: free)
    try school.database.run(
      """
      insert into rekindle.conversations (address_hash, channel, last_inbound_at)
      select address_hash, 'whatsapp', '\(said)' from rekindle.addresses where user_id = 1 and channel = 'whatsapp'
      """)
    try sendAll(school)
    #expect(try ledger(school).first == expected)
  }
}
