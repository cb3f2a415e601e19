import JSON
import Store
import TestKit
import Testing

/// Holds REQ-1-51, X-65.
@Suite(.database) struct LeadNurtureTests {
  private static let noon = "2026-11-29T12:00:00Z"

  /// The campaign with four leads of one list.
  private func campaign() throws -> PublishedCampaign {
    let campaign = try PublishedCampaign("lead-nurture")
    try campaign.database.run(
      """
      insert into lms_data.imported_leads (email, first_name, timezone, import_batch_id, consent_source, user_id)
      select name || '@lead.example', name, 'UTC', 'autumn', 'webinar_form', -place
        from unnest(array['asha', 'ben', 'cleo', 'dev']) with ordinality n(name, place);
      update lms_data.lead_batches set title = 'Ultrasound', course_overview = E'Twelve lessons\\nA certificate',
        cta_url = 'https://learn.example.org/ask', discount_percent = 10, offer_expires_at = '2026-12-01T12:00:00Z'
      """)
    return campaign
  }

  @Test func whoHasAnsweredOrHasAnAccountDoesNotEnter() throws {
    let campaign = try campaign()
    try campaign.database.run(
      """
      insert into lms_data.cta_submissions (cta_submission_id, email, submitted_at) values
        ('a', 'Asha <ASHA@lead.example>', '2026-11-20Z'), ('b', 'ben@lead.example', '2026-11-30Z');
      insert into lms_data.users (user_id, first_name, email) values (7, 'Cleo', 'CLEO@lead.example')
      """)
    #expect(try campaign.segment(at: Self.noon) == ["-4/-4", "-2/-2"])
    #expect(try campaign.goal(-1, -1, at: Self.noon) == "2026-11-20 00:00")
    #expect(try campaign.goal(-2, -2, at: Self.noon) == nil)
    #expect(try campaign.goal(-2, -2, at: "2026-11-30T00:00:00Z") == "2026-11-30 00:00")
    #expect(try campaign.context(-3, -3, at: Self.noon) == nil, "there is nothing to offer to a user")
  }

  @Test func nobodyEntersBeforeItIsKnownWhatIsOffered() throws {
    let campaign = try campaign()
    try campaign.database.run("update lms_data.lead_batches set cta_url = null")
    #expect(try campaign.segment(at: Self.noon) == [])
    #expect(try campaign.context(-1, -1, at: Self.noon) == nil)
  }

  @Test func theDiscountIsSaidWhileItIsGiven() throws {
    let campaign = try campaign()
    let context = try #require(try campaign.context(-1, -1, at: Self.noon))
    #expect(context["has_offer"] == true && context["offer_expires_at"] == "1 December 2026")
    #expect(
      context["course_overview"] == ["Twelve lessons", "A certificate"] && context["consent_source"] == "webinar form")
    #expect(try campaign.context(-1, -1, at: "2026-12-01T08:00:00Z")?["has_offer"] == false, "it ends today")
    #expect(try campaign.context(-1, -1, at: "2026-12-02T08:00:00Z")?["has_offer"] == false)
    try campaign.database.run("update lms_data.lead_batches set discount_percent = null")
    #expect(try campaign.context(-1, -1, at: Self.noon)?["has_offer"] == false)
  }
}
