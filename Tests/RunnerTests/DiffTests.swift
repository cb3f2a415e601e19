import Domain
import Foundation
import JSON
import TestKit
import Testing

@testable import local_runner

/// What publishing a folder changes, before it is published.
@Suite(.timeLimit(.minutes(15))) struct DiffTests {
  private let project: Project
  private let folder: String

  init() throws {
    project = try Project(campaigns: [])
    folder = project.root + "/campaigns/course-completion"
    try FileManager.default.copyItem(atPath: Project.repository + "/campaigns/course-completion", toPath: folder)
    try #require(try project.run(["sample", "--learners", "25", "--date", "2026-11-30"]).exitCode == 0)
    try #require(try project.run(["publish"]).exitCode == 0)
  }

  private func replace(_ old: String, with new: String, in file: String) throws {
    let text = try String(contentsOfFile: "\(folder)/\(file)", encoding: .utf8)
    try #require(text.contains(old))
    try text.replacing(old, with: new).write(toFile: "\(folder)/\(file)", atomically: true, encoding: .utf8)
  }

  private func diff(_ days: String) throws -> JSON {
    let result = try project.run(
      ["diff", "course-completion", "--json", "--days", days, "--from", "2026-11-30"], timeout: 600)
    #expect(result.exitCode == 1, "\(result.log)")
    return try JSON.parse(result.output.trimmingCharacters(in: .whitespacesAndNewlines))
  }

  @Test func aTextThatChangesMovesNobodyAndIsShownBesideTheOldOne() throws {
    let same = try project.run(["diff", "course-completion"])
    #expect(same.exitCode == 0 && same.output == "course-completion: the folder is what is published.\n", "\(same.log)")
    try replace("name: course-completion\n", with: "name: course-completion   # ours\n", in: "campaign.yaml")
    let comment = try project.run(["diff", "course-completion", "--days", "1"])
    let rest = "but for comments and samples.\nchanged  campaign.yaml"
    #expect(comment.exitCode == 0 && comment.output.contains(rest), "\(comment)")
    try replace("   # ours", with: "", in: "campaign.yaml")
    try replace("Everything is as you left it", with: "All is as you left it", in: "messages/welcome-back.email.md")
    let told = try diff("2")
    for kind in ["gained", "lost", "other_steps", "other_times"] { #expect(told[kind] == [], "\(kind)") }
    #expect(told["published"] == told["folder"] && told["unchanged"]?.integer ?? 0 > 0)
    #expect(told["files"] == ["messages/welcome-back.email.md": "changed"])
    let lines = told["texts"]?["welcome-back.learner.email.txt"]?.array ?? []
    #expect(lines.count == 1 && lines[0]["published"]?.string?.contains("Everything is as you left it") == true)
    #expect(lines.first?["folder"]?.string?.contains("All is as you left it") == true)
    let again = try project.run(["publish", "--check"])
    #expect(again.output.contains("would be published as version 2"), "nothing was published")
  }

  @Test func silenceSendTimeAndANewStepAreToldApart() throws {
    try replace("inactive_days: 3", with: "inactive_days: 8", in: "campaign.yaml")
    try replace("email: \"08:00-20:00\"", with: "email: \"17:00-20:00\"", in: "campaign.yaml")
    let later = try diff("2")
    #expect(later["lost"]?.array?.isEmpty == false && later["gained"] == [])
    #expect(later["other_times"]?.array?.isEmpty == false && later["other_steps"] == [])

    try replace("inactive_days: 8", with: "inactive_days: 3", in: "campaign.yaml")
    try replace("email: \"17:00-20:00\"", with: "email: \"08:00-20:00\"", in: "campaign.yaml")
    try replace(
      "  - id: sms\n", with: "  - { id: text-soon, after: 1 hour, channels: [sms], template: sms }\n  - id: sms\n",
      in: "campaign.yaml")
    let stepped = try diff("2")
    #expect(stepped["other_steps"]?.array?.isEmpty == false && stepped["lost"] == [])
    #expect(
      stepped["published"]?["messages"]?["sms"] == nil && stepped["folder"]?["messages"]?["sms"]?.integer ?? 0 > 0)
  }

  @Test func aFolderThatIsNotThereIsAnError() throws {
    let none = try project.run(["diff", "no-such-campaign"])
    #expect(none.exitCode == 65 && none.log.contains("there is no folder campaigns/no-such-campaign"))
  }

  @Test func pairsAreGainedLostMovedOrAsTheyWere() {
    func message(_ learner: Int, _ step: String, _ minute: Int) -> PlannedMessage {
      PlannedMessage(
        pair: .init(learner: learner, subject: 9), step: step, channel: .email, at: Instant(seconds: minute * 60),
        reason: nil, cost: .zero)
    }
    func plan(_ messages: [PlannedMessage]) -> [PlannedMessage.Pair: [PlannedMessage]] {
      Dictionary(grouping: messages, by: \.pair)
    }
    let difference = PlanDifference(
      from: plan([message(1, "a", 1), message(2, "a", 1), message(3, "a", 1), message(4, "a", 1), message(5, "a", 1)]),
      to: plan([
        message(1, "a", 1), message(2, "a", 2), message(3, "b", 1), message(4, "a", 1), message(4, "b", 5),
        message(6, "a", 1),
      ]))
    #expect(difference.unchanged == 1)
    #expect(difference.otherTimes.map(\.learner) == [2] && difference.otherSteps.map(\.learner) == [3, 4])
    #expect(difference.gained.map(\.learner) == [6] && difference.lost.map(\.learner) == [5])
  }
}
