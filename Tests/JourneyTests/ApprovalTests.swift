import Foundation
import JSON
import Store
import TestKit
import Testing

/// An approved request becomes a student who is welcomed, whatever is killed, lost or repeated on the way.
@Suite(.database, .timeLimit(.minutes(20))) struct ApprovalTests {
  private static let done = ["1", "1", "1", "1", "1", "account_created approved call_scheduled"]

  /// Holds REQ-1-21, REQ-1-52, REQ-1-56, REQ-1-61, REQ-1-62.
  @Test func anApprovalMakesAnAccountAndWelcomesItsOwner() throws {
    let approvals = try ApprovalSchool(requests: 1)
    let school = approvals.school
    #expect(
      try school.ask(
        "campaign-admin", role: "rekindle_admin", "POST", "/api/requests/cta-9/approval", key: "admin-key",
        body: ["admin_id": 900], at: "2026-11-20T08:00:00Z"
      ).status == 404)
    #expect(
      try school.ask(
        "campaign-admin", role: "rekindle_admin", "POST", "/api/requests/cta-1/approval", key: "admin-key",
        body: ["admin_id": 7], at: "2026-11-20T08:00:00Z"
      ).status == 400)
    let reply = try JSON.parse(
      school.run(
        "campaign-admin", role: "rekindle_admin", approvals.approval(of: "cta-1", at: "2026-11-20T08:00:00Z")
      ).stdout)
    #expect(reply["statusCode"] == 202 && reply["events"]?.array?.compactMap { $0["type"] } == ["onboard.due"])
    let asked = try approvals.onboard(at: "2026-11-20T08:00:01Z")
    #expect(asked.map { $0["data"] } == [["cta_submission_id": "cta-1", "admin_id": 900, "role": "student"]])
    #expect(try approvals.progress(of: "cta-1", at: "2026-11-20T08:00:02Z")["success"] == false)

    let told = try JSON.parse(
      school.run(
        "ingest", role: "rekindle_ingest", approvals.account(for: asked[0], at: "2026-11-20T08:00:03Z")
      ).stdout)
    let hint = try #require(told["events"]?.array?.first)
    #expect(hint["data"]?["user_ids"] == [900, 1001], "the new student, and who approved")
    try school.run("detect", role: "rekindle_detect", hint)
    for minute in 1...4 {
      for announcement in try school.tick(at: "2026-11-20T08:0\(minute):00Z") { try school.send(announcement) }
    }
    #expect(try approvals.outcome() == [["cta-1"] + Self.done])
    let progress = try approvals.progress(of: "cta-1", at: "2026-11-20T08:10:00Z")
    #expect(progress["success"] == true && progress["user_id"] == 1001)
    #expect(progress["email_sent"] == true && progress["whatsapp_sent"] == true && progress["call_scheduled"] == true)
    #expect(progress["call_at"] == "2026-11-23T10:00:00Z", "a Friday's request is called on Monday")
    #expect(
      try school.database.rows("select user_id::text, title, link is not null as has_link from rekindle.notifications")
        == [["900", "New1 has an account", "t"]])
  }

  /// Holds REQ-1-61, X-86.
  @Test func anApprovalThatIsKilledAtAnyStepIsFinishedOnceByTheTimers() throws {
    let cuts = ["campaign-admin", "onboard", "ingest", "detect", "schedule-tick", "send-email"]
    let approvals = try ApprovalSchool(requests: cuts.count)
    for (number, cut) in cuts.enumerated() {
      let killed = try carry("cta-\(number + 1)", killing: cut, approvals)
      #expect(killed == 2, "\(cut) was to be killed twice, before its commit and after it")
    }
    try approvals.letTimersFinish(from: 11)
    #expect(try approvals.outcome() == (1...cuts.count).map { ["cta-\($0)"] + Self.done })
    #expect(try approvals.database.count("select max(asks) from rekindle.approvals") > 1, "one was asked for twice")
    #expect(try approvals.database.rows("select rule, n::text from rekindle.violations") == [])
  }

  @Test func whoeverApprovesAtOnceApprovesOnceAndAnAnswerThatComesTwiceIsTakenOnce() throws {
    let approvals = try ApprovalSchool(requests: 1)
    let school = approvals.school
    try approvals.database.insert(.learner(901, firstName: "Tom", title: nil))
    let approving = try (0..<6).map { number in
      (
        process: try school.start("campaign-admin", role: "rekindle_admin"),
        event: approvals.approval(of: "cta-1", admin: 900 + number % 2, at: "2026-11-20T08:00:00Z")
      )
    }
    try together(approving.map { ($0.process, $0.event) })
    #expect(try approvals.database.count("select count(*) from rekindle.approvals") == 1)
    let asking = try (0..<4).map { _ in
      (try school.start("onboard", role: "rekindle_onboard"), school.event("timer.onboard", at: "2026-11-20T08:00:01Z"))
    }
    let asked = try together(asking).flatMap { try JSON.parse($0.stdout)["events"]?.array ?? [] }
    #expect(asked.count == 1)
    let answer = try approvals.account(for: asked[0], at: "2026-11-20T08:00:02Z")
    try together((0..<4).map { _ in (try school.start("ingest", role: "rekindle_ingest"), answer) })
    let second = try school.tell(
      "lms.account.created", at: "2026-11-20T08:00:04Z",
      ["cta_submission_id": "cta-1", "user_id": 900, "login_url": "https://learn.example/login"])
    #expect(second.status == "taken", "another answer changes nothing")
    try approvals.letTimersFinish(from: 11)
    #expect(try approvals.outcome() == [["cta-1"] + Self.done])
    #expect(try approvals.database.value("select user_id::text from rekindle.approvals") == "1001")
    #expect(
      try school.tell(
        "lms.account.created", at: "2026-11-20T08:00:05Z",
        ["cta_submission_id": "cta-8", "user_id": 900, "login_url": "https://learn.example/login"]
      ).status == "kept:refused", "nobody has approved it")
  }

  @Test func theHostIsAskedAgainUntilItAnswersAndLessAndLessOften() throws {
    let approvals = try ApprovalSchool(requests: 1)
    try approvals.school.run(
      "campaign-admin", role: "rekindle_admin", approvals.approval(of: "cta-1", at: "2026-11-20T08:00:00Z"))
    let asked = try (0..<40).filter { minute in
      let time = "2026-11-20T08:\(minute < 10 ? "0" : "")\(minute):00Z"
      return try !approvals.onboard(at: time).isEmpty
    }
    #expect(asked == [0, 2, 6, 14, 30])
  }

  @Test func requestsThatTheHostNeverAnswersKeepNoOtherFromBeingAskedFor() throws {
    let approvals = try ApprovalSchool(requests: 1)
    try approvals.database.run(
      """
      insert into rekindle.approvals (cta_submission_id, admin_id, wants_call, call_owner_id, approved_at, asks, asked_at)
      select 'silent-' || i, 900, false, 900, '2026-11-01', 9, '2026-11-19' from generate_series(1, 12) i
      """)
    try approvals.school.run(
      "campaign-admin", role: "rekindle_admin", approvals.approval(of: "cta-1", at: "2026-11-20T08:00:00Z"))
    let first = try approvals.onboard(at: "2026-11-20T08:00:01Z")
    #expect(first.contains { $0["data"]?["cta_submission_id"] == "cta-1" })
    #expect(first.last?["type"] == "onboard.due", "what a run could not ask for is asked for at once")
  }

  @Test func passwordsThatTheHostNeverSetsKeepNoOtherFromBeingTold() throws {
    let approvals = try ApprovalSchool(requests: 1)
    let approved = """
      insert into rekindle.approvals (cta_submission_id, admin_id, wants_call, call_owner_id, approved_at, user_id, is_new, account_at,
        password_number, password_hash, password_made_at, password_told_at)
      """
    try approvals.database.run(
      """
      \(approved) select 'silent-' || i, 900, false, 900, '2026-11-01', 2000 + i, true, '2026-11-02', 1, 'hash', '2026-11-18', '2026-11-19'
        from generate_series(1, 12) i;
      \(approved) values ('fresh', 900, false, 900, '2026-11-01', 3000, true, '2026-11-02', 1, 'hash', '2026-11-20T08:00Z', null)
      """)
    #expect(
      try approvals.onboard(at: "2026-11-20T08:00:01Z").contains { $0["data"]?["cta_submission_id"] == "fresh" })
  }

  @Test func aPasswordThatTheHostDoesNotSetInThreeDaysIsToldNoMoreAndForgotten() throws {
    let approvals = try ApprovalSchool(requests: 1)
    try approvals.database.run(
      """
      insert into rekindle.approvals (cta_submission_id, admin_id, wants_call, call_owner_id, approved_at, user_id, is_new, account_at,
        password_number, password_hash, password_made_at)
      values ('silent', 900, false, 900, '2026-11-01', 2000, true, '2026-11-02', 1, 'hash', '2026-11-17T08:00Z')
      """)
    func told(at time: String) throws -> [JSON?] {
      try approvals.onboard(at: time).filter { $0["type"] == "host.password.made" }
        .map { $0["data"]?["cta_submission_id"] }
    }
    #expect(try told(at: "2026-11-20T07:59:00Z") == ["silent"])
    for time in ["2026-11-20T08:01:00Z", "2026-11-20T08:03:00Z"] { #expect(try told(at: time) == []) }
    #expect(
      try approvals.database.rows(
        """
        select count(a.password_hash)::text, (select count(*)::text from rekindle.anomalies n where n.kind = 'password_not_set')
          from rekindle.approvals a
        """) == [["0", "1"]])
    // The host was slow, and not silent.
    try approvals.school.tell(
      "lms.password.set", at: "2026-11-20T09:00:00Z", ["cta_submission_id": "silent", "number": 1])
    #expect(try approvals.database.count("select count(*) from rekindle.crm_entries where kind = 'password_set'") == 1)
  }

  @Test func aWishedCallDoesNotBeginInTheMiddleOfAnother() throws {
    let approvals = try ApprovalSchool(requests: 1)
    try approvals.database.run(
      """
      insert into rekindle.approvals (cta_submission_id, admin_id, wants_call, call_wish, call_owner_id, approved_at) values
        ('a', 900, true, '2026-11-23T10:00Z', 900, '2026-11-20'), ('b', 900, true, '2026-11-23T10:10Z', 900, '2026-11-20');
      select rekindle.note_account('a', 1, true, 'https://a.example', null, '2026-11-20', '2026-11-20T08:00Z');
      select rekindle.note_account('b', 2, true, 'https://a.example', null, '2026-11-20', '2026-11-20T08:00Z')
      """)
    #expect(
      try approvals.database.rows(
        "select to_char(starts_at at time zone 'UTC', 'DD HH24:MI') from rekindle.welcome_calls order by 1")
        == [["23 10:00"], ["23 10:30"]])
  }

  @Test func twoCallsOfOnePersonAreNotAtOneTime() throws {
    let approvals = try ApprovalSchool(requests: 3)
    for number in 1...3 {
      try approvals.school.run(
        "campaign-admin", role: "rekindle_admin", approvals.approval(of: "cta-\(number)", at: "2026-11-20T08:00:00Z"))
    }
    for event in try approvals.onboard(at: "2026-11-20T08:00:01Z") {
      try approvals.school.run(
        "ingest", role: "rekindle_ingest", approvals.account(for: event, at: "2026-11-20T08:00:03Z"))
    }
    #expect(
      try approvals.database.rows(
        "select to_char(starts_at at time zone 'UTC', 'DD HH24:MI') from rekindle.welcome_calls order by 1")
        == [["23 10:00"], ["23 10:30"], ["23 11:00"]])
  }
}

extension ApprovalTests {
  /// Carries a request as far as the handler `cut`, which is killed twice, and returns how often it was.
  ///
  /// Once while it works, and once more after it has committed and before anybody has heard of it.
  private func carry(_ request: String, killing cut: String, _ approvals: ApprovalSchool) throws -> Int {
    let school = approvals.school
    let time = "2026-11-20T08:00:00Z"
    var killed = 0
    /// The events of a step; nil where it was the one to be killed.
    func step(_ handler: String, _ role: String, blockedBy table: String, _ event: JSON) throws -> [JSON]? {
      if handler == cut, try isKilled(handler, role, blockedBy: table, event, school) { killed += 1 }
      let result = try school.run(handler, role: role, event)
      guard result.exitCode == 0 else { throw Spawn.Failure(description: result.output + result.log) }
      if handler == cut {
        killed += 1  // its host dies here: nothing that it said is heard
        return nil
      }
      return try JSON.parse(result.stdout)["events"]?.array ?? []
    }
    guard
      try step(
        "campaign-admin", "rekindle_admin", blockedBy: "rekindle.approvals", approvals.approval(of: request, at: time))
        != nil,
      let asked = try step(
        "onboard", "rekindle_onboard", blockedBy: "rekindle.approvals", school.event("onboard.due", at: time)),
      let wish = asked.first(where: { $0["data"]?["cta_submission_id"] == .string(request) }),
      let told = try step(
        "ingest", "rekindle_ingest", blockedBy: "rekindle.approvals", approvals.account(for: wish, at: time)),
      let hint = told.first,
      let ticked = try step("detect", "rekindle_detect", blockedBy: "rekindle.campaign_enrollments", hint),
      let tick = ticked.first,
      let announced = try step("schedule-tick", "rekindle_tick", blockedBy: "rekindle.message_deliveries", tick),
      let due = announced.first(where: { $0["type"] == "delivery.email.due" })
    else { return killed }
    _ = try step("send-email", "rekindle_send_email", blockedBy: "rekindle.message_deliveries", due)
    return killed
  }

  /// Kills a handler by SIGKILL while it waits for a table that is held; whether that is how it ended.
  private func isKilled(
    _ handler: String, _ role: String, blockedBy table: String, _ event: JSON, _ school: School
  ) throws -> Bool {
    let holder = try school.database.connect()
    try holder.runScript("begin; lock table \(table) in access exclusive mode", named: "hold")
    let process = try school.start(handler, role: role)
    Thread.detachNewThread {
      Thread.sleep(forTimeInterval: 1)
      process.signal(SIGKILL)
    }
    let result = process.finish(stdin: event.bytes, timeout: 60)
    try holder.runScript("rollback", named: "release")
    return result.exitCode == 128 + SIGKILL
  }

  @discardableResult
  private func together(_ runs: [(SpawnedProcess, JSON)]) throws -> [Spawn.Result] {
    let results = ResultBox(count: runs.count)
    DispatchQueue.concurrentPerform(iterations: runs.count) { index in
      results.set(index, runs[index].0.finish(stdin: runs[index].1.bytes, timeout: 60))
    }
    let all = results.all
    for result in all where result.exitCode != 0 { throw Spawn.Failure(description: result.output + result.log) }
    return all
  }
}
