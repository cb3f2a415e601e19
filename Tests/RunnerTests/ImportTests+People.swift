import Foundation
import JSON
import TestKit
import Testing

/// Lists of people: leads, and who agreed to what.
extension ImportTests {
  @Test func anAgreementThatIsYetToComeIsLeftOut() throws {
    let report = try load([
      "consents.csv":
        "user_id,channel,is_granted,source,given_at\n1,whatsapp,yes,form,2026-01-05T10:00:00Z\n2,whatsapp,yes,form,2199-01-05T10:00:00Z\n"
    ])
    #expect(tally(report, "consents") == [1, 0, 0, 1])
    let left = report["tables"]?["consents"]?["left_out"]?.array?.first
    #expect(left?["line"] == 3 && left?["reason"]?.string?.hasPrefix("given_at is not a time that has passed") == true)
    #expect(try rows("select user_id::text from rekindle.consents") == [["1"]])
    #expect(
      try rows("select time_zone from rekindle.deployment") == [["Asia/Kolkata"]], "days are those of the settings")
  }

  /// A list of leads: one mailbox is one lead, and nobody without a source of consent.
  @Test func aListOfLeadsLoadsTheGoodRowsAndTellsTheBadOnes() throws {
    let list = """
      Email;First name;import_batch_id;consent_source
      asha@learner.example;Asha;november;webinar_form
      Asha@learner.example;Asha;november;webinar_form
      ravi@learner.example;Ravi;november;
      not a mailbox;Nobody;november;webinar_form
      lena@learner.example;Lena;november;fair
      lena@learner.example;Lena Maria;november;fair
      """
    let report = try load(["imported_leads.csv": list])
    #expect(tally(report, "imported_leads") == [2, 0, 1, 3])
    let reasons = report["tables"]?["imported_leads"]?["left_out"]?.array?.compactMap { $0["reason"]?.string }
    #expect(
      reasons == [
        "it breaks the rule imported_leads_mailbox", "consent_source is missing",
        "it breaks the rule imported_leads_email",
      ])
    let leads = "select user_id::text, first_name, email from lms.leads order by email"
    let found = try rows(leads)
    #expect(found.map { $0[1] } == ["Asha", "Lena Maria"])
    #expect(found.allSatisfy { $0[0]?.hasPrefix("-") == true })
    try load(["imported_leads.csv": list.replacingOccurrences(of: ";november", with: ";december")])
    #expect(try rows(leads) == found, "the same people in another list are the same leads")
  }

  @Test func consentsAreLoadedWithTheirWordsAndAnOlderOneLiftsNoLaterNo() throws {
    let file = "user_id,channel,is_granted,source,words,given_at\n"
    let report = try load([
      "consents.csv": file
        + "1,whatsapp,true,signup_form,\"Yes, on WhatsApp\",2026-11-01T09:00:00Z\n1,whatsapp,false,support,,2026-11-05T09:00:00Z\n"
        + "2,fax,true,signup_form,Yes,2026-11-01\n3,whatsapp,true,signup_form,Yes,soon\n"
    ])
    #expect(tally(report, "consents") == [2, 0, 0, 2])
    let reasons = report["tables"]?["consents"]?["left_out"]?.array?.compactMap { $0["reason"]?.string }
    #expect(reasons?.first == "channel is not a channel such as whatsapp: fax")
    let again = try load([
      "consents.csv": file + "1,whatsapp,true,signup_form,\"Yes, on WhatsApp\",2026-11-01T09:00:00Z\n"
    ])
    #expect(tally(again, "consents") == [0, 0, 1, 0])
    #expect(
      try rows("select is_granted::text, source, words from rekindle.consents order by given_at desc")
        == [["false", "support", nil], ["true", "signup_form", "Yes, on WhatsApp"]])
  }
}
