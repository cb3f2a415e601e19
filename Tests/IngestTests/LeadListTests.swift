import FunctionContract
import JSON
import TestKit
import Testing

/// Lists of leads in CSV, told as events are: a row for a lead.
///
/// Holds X-65.
@Suite(.database) struct LeadListTests {
  private static let list = """
    \u{FEFF}E-Mail;first name;import_batch_id;Consent-Source;Shoe size
    asha@lead.example;Asha;autumn;webinar_form;38
    ravi@lead.example;Ravi;autumn;;42
    "lena@lead.example";"Lena; Maria";autumn;fair;
    ASHA@lead.example;Asha;autumn;fair;38
    not a mailbox;Nobody;autumn;fair;1
    short@lead.example;Short
    """
  let host: Host

  init() throws { host = try Host() }

  /// What became of each row, as `id status reason detail`.
  private func tell(_ text: String, id: String) throws -> [String] {
    var request = try Host.signed(Array(text.utf8), id: id)
    request.headers["content-type"] = "text/csv; charset=utf-8"
    let response = try host.answer(request)
    try #require(response.status == 200)
    return try JSON.parse(response.body)["events"]?.array?.map { event in
      ["id", "status", "reason", "detail"].compactMap { event[$0]?.string }.joined(separator: " ")
    } ?? []
  }

  @Test func goodRowsAreLeadsAndEachBadOneIsAnsweredWithItsLineAndReason() throws {
    let answers = try tell(Self.list, id: "list")
    #expect(answers.count == 6)
    #expect(answers[0] == "list/2 taken" && answers[2] == "list/4 taken")
    #expect(answers[1].hasPrefix("list/3 kept schema line 3: data.consent_source must be"))
    #expect(answers[3].hasPrefix("list/5 kept refused") && answers[4].hasPrefix("list/6 kept refused"))
    #expect(answers[5] == "list/7 kept schema line 7: 2 fields, and the heading 5")
    #expect(
      try host.database.rows("select first_name, email from lms.leads order by email")
        == [["Asha", "asha@lead.example"], ["Lena; Maria", "lena@lead.example"]])
    #expect(
      try host.database.rows("select import_batch_id, is_first::text from lms.lead_batch_members") == [
        ["autumn", "true"], ["autumn", "true"],
      ])
    #expect(try tell(Self.list, id: "list").prefix(1) == ["list/2 repeated"])
  }

  @Test func aListWithoutRowsIsEmptyAndOneWithoutAHeadingIsRefused() throws {
    #expect(try tell("email,import_batch_id,consent_source\n", id: "list") == [])
    var request = try Host.signed([], id: "none")
    request.headers["content-type"] = "text/csv"
    #expect(try host.answer(request).status == 400)
  }
}
