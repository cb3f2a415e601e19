import Domain
import FunctionContract
import JSON
import TestKit
import Testing

@testable import local_runner

@Suite struct ClockTests {
  @Test(arguments: [
    ("30m", 1800), ("6h", 21_600), ("6 hours", 21_600), ("1d", 86_400), ("2 weeks", 1_209_600), (" 1 Day ", 86_400),
  ])
  func aLeapIsReadAsPeopleWriteIt(text: String, seconds: Int) {
    #expect(Leap(text) == .by(.seconds(seconds)))
  }

  @Test(arguments: ["", "1", "h", "-1h", "0h", "1 fortnight", "400d", "99999999999999999999h", "1.5h"])
  func anythingElseIsNoLeap(text: String) {
    #expect(Leap(text) == nil)
  }

  @Test func aClockStandsAndGoesOnFromWhereItStood() {
    let clock = StageClock(ahead: .hours(5))
    #expect(clock.ahead > .seconds(17_999) && clock.ahead <= .hours(5))
    clock.stand(at: WallClock.now + .days(3))
    #expect(clock.now - WallClock.now <= .days(3))
    clock.go()
    #expect(clock.ahead > .hours(71))
    #expect(clock.ahead.inWords == "2 days 23 hours" || clock.ahead.inWords == "3 days")
  }

  @Test func anEmptyProjectSaysWhatToTypeInsteadOfPromises() throws {
    let project = try Project()
    let empty = try project.run(["simulate", "--days", "2"])
    #expect(empty.exitCode == 78)
    #expect(empty.log.contains("local-runner sample") && empty.output.isEmpty)
    #expect(try project.run(["sample", "--learners", "30"]).exitCode == 0)
    #expect(try project.run(["simulate", "--days", "2"]).exitCode == 0)
  }

  @Test func theDemoLeavesWhatServeShowsAndTimePassesByCommandAndByPage() throws {
    let project = try Project()
    let demo = try project.run(["demo", "--learners", "60"], timeout: 300)
    #expect(demo.exitCode == 0, "\(demo.log)")
    let arguments = ["serve", "--port", "0", "--provider-port", "0", "--json"]
    let (kept, sent) = try project.serving(arguments) { line in
      let ready = try JSON.parse(line)
      let gateway = try #require(ready["gateway"]?.string)
      let before = try #require(ready["now"]?.string.flatMap { Instant(rfc3339: $0) })
      #expect(before > WallClock.now + .days(1))
      let found = try #require(try JSON.parse(Project.curl([gateway + "/mailbox.json"]).body).array)
      #expect(found.contains { $0["channel"]?.string == "email" })
      let passed = try project.run(["advance", "1d", "--json"], timeout: 300)
      #expect(passed.exitCode == 0, "\(passed.log)")
      let now = try #require(try JSON.parse(passed.output)["now"]?.string.flatMap { Instant(rfc3339: $0) })
      #expect(now >= before + .days(1))
      #expect(try Project.curl(["-d", "by=1h", gateway + "/_/clock"]).status == 303)
      #expect(try Project.curl(["-d", "by=soon", gateway + "/_/clock"]).status == 400)
      #expect(
        try Project.curl(["-H", "Sec-Fetch-Site: cross-site", "-d", "by=1h", gateway + "/_/clock"]).status == 403)
      let links = found.compactMap { (mail: JSON) -> String? in link(in: mail["text"]?.string ?? "", gateway) }
      let first = try #require(links.first)
      #expect(try Project.curl(["-L", first]).body.contains("The learner is back"))
      let all = try #require(try JSON.parse(Project.curl([gateway + "/mailbox.json"]).body).array)
      return (now, all.count)
    }
    try project.serving(arguments) { line in
      let ready = try JSON.parse(line)
      let now = try #require(ready["now"]?.string.flatMap { Instant(rfc3339: $0) })
      #expect(now >= kept)
      let gateway = try #require(ready["gateway"]?.string)
      #expect(try JSON.parse(Project.curl([gateway + "/mailbox.json"]).body).array?.count == sent)
    }
  }

  @Test func timeAlsoPassesWhereNobodyServesAndAResetBeginsAnew() throws {
    let project = try Project()
    #expect(try project.run(["sample", "--learners", "60"]).exitCode == 0)
    let passed = try JSON.parse(try project.run(["advance", "message", "--json"], timeout: 300).output)
    #expect((passed["messages"]?.integer ?? 0) > 0)
    #expect(try project.run(["database", "reset"]).exitCode == 0)
    #expect(try project.run(["simulate"]).exitCode == 78)
  }

  @Test func theDemoLeavesLearnersOfOnesOwnAlone() throws {
    let project = try Project()
    #expect(try project.run(["database", "start"]).exitCode == 0)
    let url = try project.run(["database", "url"]).output.split(separator: "\n").first.map(String.init) ?? ""
    let insert = "insert into lms_data.users (user_id, first_name) values (1, 'Ada')"
    #expect(
      try Spawn("/usr/bin/env", ["psql", url, "-c", insert], environment: ["PATH": "/usr/bin"]).run().exitCode == 0)
    let demo = try project.run(["demo", "--learners", "30"], timeout: 300)
    #expect(demo.exitCode == 0 && demo.output.contains("learners of your own"), "\(demo.log)")
    let count = try Spawn(
      "/usr/bin/env", ["psql", url, "-Atc", "select count(*) from lms.people"], environment: ["PATH": "/usr/bin"]
    ).run()
    #expect(count.output == "1\n")
  }

  /// The first link to a page behind a message's short code.
  private func link(in text: String, _ gateway: String) -> String? {
    guard let start = text.firstRange(of: gateway + "/c/")?.lowerBound else { return nil }
    return String(text[start...].prefix { !$0.isWhitespace })
  }
}
