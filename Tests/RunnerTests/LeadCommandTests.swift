import Foundation
import JSON
import Store
import TestKit
import Testing

/// What is done by hand with lists of leads and with requests to take part.
///
/// Holds REQ-1-70, REQ-1-71, REQ-1-72, REQ-1-73.
@Suite struct LeadCommandTests {
  private let project: Project

  /// A project with sample data, and a list of three leads of whom one is bad, where it is noon just now.
  init() throws {
    project = try Project(campaigns: ["course-completion", "cta-welcome", "lead-nurture"])
    let hour = Calendar(identifier: .gregorian).dateComponents(in: .gmt, from: Date()).hour ?? 0
    let zone = "Etc/GMT\(hour < 12 ? "-" : "+")\(abs(12 - hour))"
    try run("sample", "--learners", "5")
    try run("publish")
    let folder = project.root + "/lists"
    try FileManager.default.createDirectory(atPath: folder, withIntermediateDirectories: true)
    for (name, text) in [
      "imported_leads.csv": """
      email,first_name,timezone,import_batch_id,consent_source
      asha@lead.example,Asha,\(zone),autumn,webinar_form
      ben@lead.example,Ben,\(zone),autumn,
      cleo@lead.example,Cleo,\(zone),autumn,fair
      """,
      "lead_batches.csv": """
      import_batch_id,title,course_overview,cta_url,cost
      autumn,Ultrasound,Twelve lessons,https://learn.example.org/ask,20
      """,
      "cta_submissions.csv": """
      cta_submission_id,email,first_name,submitted_at
      cta-1,Cleo@Lead.Example,Cleo,2026-01-02T09:00:00Z
      cta-2,new@person.example,Nina,2026-01-02T09:00:00Z
      """,
    ] {
      try text.write(toFile: "\(folder)/\(name)", atomically: true, encoding: .utf8)
    }
    try run("import", folder)
  }

  @discardableResult
  private func run(_ arguments: String...) throws -> String {
    let result = try project.run(arguments)
    try #require(result.exitCode == 0, "\(arguments): \(result.output)\(result.log)")
    return result.output
  }

  private func json(_ arguments: String...) throws -> JSON {
    let result = try project.run(arguments)
    try #require(result.exitCode == 0, "\(arguments): \(result.output)\(result.log)")
    return try JSON.parse(result.output.split(separator: "\n").last.map(String.init) ?? "")
  }

  private func rows(_ sql: String) throws -> [[String?]] {
    let url = try run("database", "url").trimmingCharacters(in: .whitespacesAndNewlines)
    return try Connection(url: url).texts(sql)
  }

  @Test func aListIsWrittenToOnceAndTellsHowItDoes() throws {
    let answer = try json("leads", "campaign", "--batch-id", "autumn")
    #expect(
      answer == [
        "success": true, "campaign_id": answer["campaign_id"] ?? .null, "leads_emailed": 1, "leads_failed": 0,
      ],
      "who has answered already is not written to, and who never agreed is not there")
    #expect(try json("leads", "campaign", "--batch-id", "autumn")["leads_emailed"] == 1)
    #expect(
      try rows(
        "select count(*)::text from rekindle.message_deliveries d join rekindle.campaigns c on c.id = d.campaign_id where c.slug = 'lead-nurture'"
      ) == [["1"]])
    let id = String(try #require(answer["campaign_id"]?.integer))
    let stats = try json("leads", "stats", "--campaign-id", id)
    #expect(stats["total_leads"] == 2 && stats["status"] == "running" && stats["cost"]?.double == 20)
    let followed = try json("leads", "followup", "--campaign-id", id, "--day", "3")
    #expect(followed["sent_now"] == 0 && followed["day"] == 3, "it is day 0")
    #expect(try project.run(["leads", "stats", "--campaign-id", "99"]).exitCode == 65)
    #expect(try project.run(["leads", "followup", "--campaign-id", id, "--day", "5"]).exitCode == 64)
  }

  @Test func anApprovalIsFollowedToTheWelcomeAndSaidTwiceIsOne() throws {
    let admin = try #require(try rows("select min(user_id)::text from lms.users where is_active")[0][0])
    let first = try json("approve", "cta-2", admin, "--call")
    #expect(first["success"] == true && first["email_sent"] == true && first["call_scheduled"] == true)
    #expect(first["whatsapp_sent"] == false, "Nina has not agreed to it")
    #expect(try json("approve", "cta-2", admin) == first)
    #expect(try rows("select count(*)::text from lms.users where email = 'new@person.example'") == [["1"]])
    #expect(try project.run(["approve", "cta-9", admin]).exitCode == 65)
    #expect(try project.run(["approve", "cta-1", "987654321"]).exitCode == 65)
  }
}
