import Domain
import Foundation
import FunctionContract
import JSON
import TestKit
import Testing

/// The texts of campaigns over the API (REQ-4-70).
@Suite(.database) struct TemplateTests {
  private static let folder = PackageFolder.url.appending(path: "campaigns/course-completion")
  let desk: Desk

  init() throws { desk = try Desk() }

  @Test func everyMessageIsListedOnce() throws {
    let items = try desk.ask("GET", "/api/templates").document["items"]?.array ?? []
    let names = items.map { "\($0["template"]?.string ?? "").\($0["channel"]?.string ?? "").md" }
    let files = try FileManager.default.subpathsOfDirectory(atPath: Self.folder.appending(path: "messages").path)
    #expect(names == files.filter { $0.hasSuffix(".md") }.sorted())
    let page = try desk.ask("GET", "/api/templates?limit=2").document
    let next = try #require(page["next"]?.string)
    let rest = try desk.ask("GET", "/api/templates?cursor=\(next)").document["items"]?.array ?? []
    #expect((page["items"]?.array ?? []) + rest == items)
  }

  @Test func aSourceIsWhatItsAuthorWrote() throws {
    let answer = try desk.ask("GET", "/api/templates/course-completion/gentle/email").document
    let file = Self.folder.appending(path: "messages/gentle.email.md")
    #expect(answer["source"]?.string == (try String(contentsOf: file, encoding: .utf8)))
    #expect(answer["samples"] == ["beginner", "learner", "nearly-done"])
    #expect(try desk.ask("GET", "/api/templates/course-completion/gentle/sms").problem == "unknown_template template")
    #expect(try desk.ask("GET", "/api/templates/course-completion/gentle/fax").problem == "unknown_channel channel")
    #expect(try desk.ask("GET", "/api/templates/nothing/gentle/email").problem == "unknown_campaign slug")
  }

  @Test func aPreviewIsWhatALearnerLikeTheSampleGets() throws {
    let path = "/api/templates/course-completion/welcome-back/email/preview"
    let answer = try desk.ask("GET", "\(path)?sample=beginner").document
    let golden = PackageFolder.url.appending(
      path: "Tests/CampaignsTests/Golden/course-completion/welcome-back.beginner.email.html")
    if let recorded = try? String(contentsOf: golden, encoding: .utf8) {
      #expect(answer["parts"]?["html"]?.string == recorded)
    }
    #expect(answer["parts"]?["txt"]?.string?.hasPrefix("Subject: ") == true)
    let unknown = try desk.ask("GET", "\(path)?sample=nobody")
    #expect(unknown.problem == "unknown_sample sample" && unknown.text.contains("beginner"))
  }

  @Test func aLearnersPreviewHasTheirValuesAndNeedsThePersonalScope() throws {
    try desk.database.run(
      "insert into lms.course_enrolments (user_id, course_id, enrolled_at) values (1, 1, '2026-10-01')")
    let path = "/api/learners/1/preview?campaign=course-completion&template=welcome-back&channel=email&subject=1"
    let reader = try desk.key("reader", [.read, .operate])
    #expect(try desk.ask("GET", path, key: reader).problem == "scope")
    let answer = try desk.ask("GET", path)
    #expect(answer.document["parts"]?["txt"]?.string?.contains("Adacanary") == true, "\(answer.text)")
    #expect(try desk.trail() == ["ADMIN_KEYS GET /api/learners/{user_id}/preview (learner 1) 200"])
    let other = "/api/learners/2/preview?campaign=course-completion&template=welcome-back&channel=email"
    #expect(try desk.ask("GET", other).problem == "no_subject subject")
    #expect(try desk.ask("GET", "/api/learners/2/preview?campaign=x&channel=email").problem == "parameter template")
  }

  @Test func aVersionFromBeforeSourcesWereKeptSaysSo() throws {
    try desk.database.run("delete from rekindle.campaign_sources")
    #expect(try desk.ask("GET", "/api/templates/course-completion/gentle/email").status == 404)
    try desk.publish()
    #expect(try desk.ask("GET", "/api/templates/course-completion/gentle/email").status == 200, "publishing keeps them")
  }
}
