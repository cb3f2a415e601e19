import Foundation
import JSON
import TestKit
import Testing

/// What a newcomer types in the first half hour, right and wrong.
@Suite struct FirstDayTests {
  private func refusal(_ arguments: [String], of project: Project, exitCode: Int32 = 64) throws -> String {
    let result = try project.run(arguments)
    #expect(result.exitCode == exitCode, "\(arguments): \(result.log)")
    return result.log
  }

  @Test func theProjectsFolderIsNamedBeforeTheCommandOrAfterIt() throws {
    let project = try Project()
    for options in [["--root", project.root], ["--root=\(project.root)"]] {
      let before = try Spawn(built: "local-runner", options + ["doctor", "--json"], timeout: 60).run()
      #expect(before.exitCode == 0, "\(before.log)")
      #expect(before.output.contains(project.root))
    }
    #expect(try Spawn(built: "local-runner", ["--root", project.root]).run().output.contains("Usage: local-runner"))
  }

  @Test func theManualPageGivesEachActionALineOfItsOwn() throws {
    let page = try Spawn(built: "local-runner", ["man"]).run().output
    #expect(page.contains(".TP\n\\fBreset\\fR\nthrows away all that it holds"))
  }

  @Test func whatIsMissingIsSaidBeforeAnythingElse() throws {
    let project = try Project()
    #expect(try project.run(["database", "start"]).exitCode == 0)
    #expect(
      try project.run(["doctor"]).output.contains("note   data: there are no learners yet: `local-runner sample`"))
    #expect(try refusal(["explain", "maya"], of: project, exitCode: 78).contains("local-runner publish"))
    #expect(
      try refusal(["database", "url", "--role", "rekindle_tik"], of: project).contains("did you mean rekindle_tick?"))
    #expect(try project.run(["database", "url", "--role", "rekindle_owner"]).output.contains("rekindle_owner@"))
    #expect(try project.run(["database", "reset"]).log.contains("local-runner sample"))
    for command in ["preview", "publish"] {
      #expect(try refusal([command, "nowhere"], of: project, exitCode: 65).contains("no folder is here"))
    }
  }

  @Test func aDeadLetterIsSentAgainAsItLies() throws {
    let project = try Project()
    #expect(try project.run(["database", "start"]).exitCode == 0)
    let event = #"{"specversion":"1.0","id":"1","source":"/me","type":"lms.enrolment.created","data":{"user_id":"2"}}"#
    #expect(try project.run(["send"], event).exitCode == 75)
    let folder = project.root + "/.rekindle/dead-letters"
    let name = try #require(FileManager.default.contentsOfDirectory(atPath: folder).first)
    let letter = try String(contentsOfFile: "\(folder)/\(name)", encoding: .utf8)
    let again = try project.run(["send"], letter)
    #expect(again.exitCode == 75)
    #expect(again.output.contains("data.user_id must be the learner's id"))
    #expect(try project.run(["send"], letter.replacing("\"user_id\":\"2\"", with: "\"user_id\":2")).exitCode == 0)
  }

  @Test func explainSaysWhyALearnerWasWrittenToOrNot() throws {
    let project = try Project()
    #expect(try project.run(["sample", "--learners", "40", "--date", "2026-11-20"]).exitCode == 0)
    let passed = try project.run(["advance", "message"])
    #expect(passed.output.hasPrefix("The clock went from "), "\(passed.output) \(passed.log)")
    let url = try project.run(["database", "url"]).output.trimmingCharacters(in: .whitespacesAndNewlines)
    let id = try Spawn(
      "psql", [url, "-Atc", "select min(user_id) from rekindle.message_deliveries where status = 'sent'"]
    )
    .run().output.trimmingCharacters(in: .whitespacesAndNewlines)
    let told = try project.run(["explain", id])
    #expect(told.exitCode == 0, "\(told.log)")
    #expect(told.output.contains("course-completion, learner \(id)") && told.output.contains("Email welcome-back"))
    let json = try JSON.parse(try project.run(["explain", id, "--campaign", "course-completion", "--json"]).output)
    #expect(json.array?.first?["user_id"]?.integer == Int(id))
    #expect(try refusal(["explain", "nobody at all"], of: project, exitCode: 65).contains("no learner is known"))
    #expect(
      try refusal(["explain", id, "--campaign", "nope"], of: project, exitCode: 65).contains("course-completion"))
  }
}
