import Foundation
import JSON
import TestKit
import Testing

@Suite struct PreviewTests {
  /// A project of the test's own, whose campaigns may be changed.
  private func project(_ change: (URL) throws -> Void = { _ in }) throws -> Project {
    let project = try Project()
    let campaigns = URL(filePath: project.root + "/campaigns")
    let campaign = campaigns.appending(path: "course-completion")
    try FileManager.default.removeItem(at: campaign)
    try FileManager.default.copyItem(at: PackageFolder.url.appending(path: "campaigns/course-completion"), to: campaign)
    try change(campaign)
    return project
  }

  private func replace(_ old: String, _ new: String, in file: URL) throws {
    let text = try String(contentsOf: file, encoding: .utf8)
    #expect(text.contains(old))
    try text.replacing(old, with: new).write(to: file, atomically: true, encoding: .utf8)
  }

  @Test func everyMessageIsRenderedWithEverySampleAndOnePageLeadsToAllOfThem() throws {
    let project = try project()
    let result = try project.run(["preview", "--json"])
    #expect(result.exitCode == 0, "\(result.log)")
    let files = try #require(try JSON.parse(result.output)["files"]?.array?.compactMap(\.string))
    #expect(files.count == 2 * (4 * 3 * 2 + 3) + 1)
    let mail = try #require(files.first { $0.hasSuffix("welcome-back.learner.email.html") })
    #expect(try String(contentsOfFile: mail, encoding: .utf8).contains("<!doctype html>"))
    let index = try String(contentsOfFile: #require(files.first), encoding: .utf8)
    for file in files.dropFirst() {
      #expect(index.contains("href=\"course-completion/\(URL(filePath: file).lastPathComponent)\""))
    }
    #expect(result.log.contains("local-runner database start"))
  }

  @Test func aFaultIsToldByFileAndLineAndNothingIsWritten() throws {
    let project = try project {
      try replace("class: marketing", "clas: marketing", in: $0.appending(path: "campaign.yaml"))
    }
    let result = try project.run(["preview"])
    #expect(result.exitCode == 65)
    #expect(result.log.contains("campaign.yaml:4: the key clas is unknown, did you mean class?"))
    #expect(!FileManager.default.fileExists(atPath: project.root + "/.rekindle/preview"))
  }

  @Test(arguments: [
    ("segment.sql", "lms.user_activities", "lms.user_activity", "segment.sql:"),
    ("goal.sql", "as_of", "as_off", "goal.sql:"),
    ("campaign.yaml", "fallback_zone: Asia/Kolkata", "fallback_zone: Asia/Atlantis", "Asia/Atlantis"),
    ("context.sql", "as course_link", "as course_address", "course_address"),
  ])
  func whereThereIsADatabasePreviewRefusesWhatPublishRefuses(
    file: String, old: String, new: String, hint: String
  ) throws {
    let project = try project()
    #expect(try project.run(["database", "start"]).exitCode == 0)
    #expect(try project.run(["database", "stop"]).exitCode == 0)
    let place = URL(filePath: project.root + "/campaigns/course-completion").appending(path: file)
    try replace(old, new, in: place)
    let preview = try project.run(["preview"])
    #expect(preview.exitCode == 65 && preview.log.contains(hint), "\(preview.log)")
    #expect(!FileManager.default.fileExists(atPath: project.root + "/.rekindle/preview"))
    #expect(try project.run(["database", "status"]).exitCode == 69)
    let publish = try project.run(["publish"])
    #expect(publish.exitCode == 65)
    #expect(publish.log == preview.log)
  }

  @Test func aDraftIsPublishedOnlyWhenSomebodyAsks() throws {
    let project = try project()
    func versions() throws -> String { try project.run(["publish", "--check", "--json"]).output }
    #expect(try project.run(["database", "start"]).exitCode == 0)
    #expect(try versions().contains(#""change":"published""#))
    #expect(try project.run(["sample", "--learners", "20"]).exitCode == 0)
    #expect(try versions().contains(#""change":"unchanged""#))
    let message = URL(filePath: project.root + "/campaigns/course-completion/messages/gentle.email.md")
    try replace("Hello", "Good day", in: message)
    for command in [["sample", "--learners", "20"], ["database", "start"], ["preview"], ["simulate", "--days", "1"]] {
      #expect(try project.run(command).exitCode == 0)
    }
    #expect(try versions().contains(#""change":"published""#))
    let published = try project.run(["publish"])
    #expect(published.output == "course-completion: published as version 2\n")
    #expect(try project.run(["publish", "--check"]).output == "course-completion: unchanged, version 2\n")
  }
}
