import JSON
import TestKit
import Testing

@Suite struct StageTests {
  private let detection = #"{"specversion":"1.0","id":"1","source":"/test","type":"timer.detect"}"#

  @Test func anEventIsFollowedThroughEverythingThatItCauses() throws {
    let project = try Project()
    #expect(try project.run(["sample", "--learners", "50"]).exitCode == 0)
    let sent = try project.run(["send", "--json"], detection)
    #expect(sent.exitCode == 0)
    let deliveries = try #require(try JSON.parse(sent.output).array)
    #expect(deliveries.first?["function"]?.string == "detect")
    #expect((deliveries.first?["result"]?["enrolled"]?.integer ?? 0) > 0)
    let again = try project.run(["invoke", "detect"], detection)
    #expect(try JSON.parse(again.output)["result"]?["enrolled"] == 0)
  }

  @Test func aBadEventEndsWith65AndSaysWhy() throws {
    let project = try Project()
    let result = try project.run(["send"], "{}")
    #expect(result.exitCode == 65)
    #expect(result.log.contains("standard input"))
  }

  @Test func twoWeeksOfGeneratedLearnersBreakNoPromise() throws {
    let project = try Project()
    #expect(try project.run(["sample", "--learners", "60", "--date", "2026-11-20"]).exitCode == 0)
    let result = try project.run(
      ["simulate", "--days", "14", "--from", "2026-11-20", "--step", "240m", "--json"], timeout: 300)
    #expect(result.exitCode == 0, "\(result.log)")
    let report = try JSON.parse(result.output)
    #expect(report["violations"] == [])
    let sent = (report["ledger"]?.array ?? []).filter {
      $0["status"]?.string == "sent" && $0["channel"]?.string == "email"
    }
    let count = sent.compactMap { $0["count"]?.integer }.reduce(0, +)
    #expect(count > 20)
    let learners = try #require(report["learners"]?.array)
    #expect(learners.compactMap { $0["messages"]?["email"]?.integer }.reduce(0, +) == count)
    #expect(report["learnerCount"]?.integer == Set(learners.compactMap { $0["id"]?.integer }).count)
    #expect(learners.allSatisfy { $0["subject"]?.string?.isEmpty == false && $0["zone"]?.string?.isEmpty == false })
  }

  @Test func aSimulationSaysWhoInWordsBesideARunnerThatServes() throws {
    let project = try Project()
    #expect(try project.run(["sample", "--learners", "60", "--date", "2026-11-20"]).exitCode == 0)
    try project.serving(["serve", "--port", "0", "--provider-port", "0", "--no-timers", "--json"]) { line in
      let gateway = try #require(try JSON.parse(line)["gateway"]?.string)
      let again = detection.replacing("\"1\"", with: "\"2\"")
      #expect(try Project.curl(["--data-binary", again, gateway + "/_/events"]).status == 202)
      let json = try project.run(
        ["simulate", "--days", "5", "--from", "2026-11-20", "--step", "240m", "--json"], timeout: 300)
      #expect(json.exitCode == 0, "\(json.log)")
      let first = try #require(try JSON.parse(json.output)["learners"]?.array?.first)
      let id = String(try #require(first["id"]?.integer))
      let result = try project.run(
        ["simulate", "--days", "5", "--from", "2026-11-20", "--step", "240m", "--who", "3", "--learner", id],
        timeout: 300)
      #expect(result.exitCode == 0, "\(result.log)")
      let lines = result.output.split(separator: "\n").map(String.init)
      let who = try #require(lines.firstIndex { $0.hasPrefix("Who,") })
      #expect(lines[who + 1].contains("(\(id)), \(first["subject"]?.string ?? "")"), "\(result.output)")
      #expect(lines[who + 4].contains("others: --who N"))
      #expect(lines.contains { $0.contains("(\(id))  Email welcome-back") })
      #expect(result.output.contains("Every cap, gap and order held."))
    }
  }

  @Test func theStageServesPagesTakesEventsKeepsOutASecondRunnerAndStopsWhenTold() throws {
    let project = try Project()
    try project.serving(["serve", "--port", "0", "--provider-port", "0", "--no-timers", "--json"]) { line in
      let gateway = try #require(try JSON.parse(line)["gateway"]?.string)
      #expect(try Project.curl([gateway + "/_/health"]).status == 200)
      #expect(try Project.curl([gateway + "/mailbox"]).body.contains("Mailbox"))
      #expect(try Project.curl([gateway + "/nowhere"]).status == 404)
      #expect(try Project.curl(["-X", "DELETE", gateway + "/unsubscribe/x"]).status == 405)
      #expect(try Project.curl(["--data-binary", detection, gateway + "/_/events"]).status == 202)
      #expect(try Project.curl(["--data-binary", "{", gateway + "/_/events"]).status == 400)
      let second = try project.run(["serve", "--port", "0", "--provider-port", "0"])
      #expect(second.exitCode == 75)
      #expect(second.log.contains("another runner"))
    }
    #expect(try project.run(["database", "status"]).exitCode == 69)
  }
}
