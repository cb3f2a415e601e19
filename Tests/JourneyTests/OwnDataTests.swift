import Domain
import Foundation
import JSON
import Signing
import Store
import TestKit
import Testing

/// What is known about a learner, for the learner: a link to their own address, a copy, and an end.
@Suite(.database, .timeLimit(.minutes(20))) struct OwnDataTests {
  private static let copyAt = "2026-11-20T11:10:00Z"
  private let letters: LetterSchool
  private var school: School { letters.school }
  private var database: TestDatabase { letters.school.database }
  private let preferences: String

  /// Learner 1 and 2 have each got one email, at 10:00; the first has opened the page behind it.
  init() throws {
    letters = try LetterSchool([LetterSchool.campaign("early", usefulFor: 24)], learners: 2)
    try letters.school.publish(PackageFolder.url.appending(path: "campaigns/your-data"))
    try letters.tickAndSend()
    let sent = try letters.school.database.count("select id from rekindle.message_deliveries where user_id = 1")
    let token = UnsubscribeToken(deliveryID: sent, issued: try #require(.init(rfc3339: LetterSchool.dueAt)))
    preferences = "/preferences/" + token.signed(with: try KeyRing(parsing: School.keys))
  }

  /// Asks for a link, and has it sent a minute later; the path that it leads to, nil where none was sent.
  private func link(at time: String, sent: String) throws -> String? {
    let before = try school.accepted()
    _ = try school.visit("POST", preferences, form: "data=link", at: time)
    for announcement in try school.tick(at: sent) { try school.send(announcement) }
    guard let delivery = try school.accepted().last, try school.accepted().count > before.count else { return nil }
    return try path(to: delivery)
  }

  private func path(to delivery: Int) throws -> String {
    "/data/" + DeliveryToken(.data, deliveryID: delivery).signed(with: try KeyRing(parsing: School.keys))
  }

  /// What learners did, as the trail has it.
  private func trail() throws -> [String] {
    try database.rows("select route || ' ' || subject from rekindle.audit_entries where key_name = 'learner'")
      .compactMap { $0[0] }
  }

  @Test func aLinkIsSentToTheLearnerWhoTakesOneCopyByItWithAllThatAnExportHas() throws {
    let page = try school.visit("GET", preferences, at: "2026-11-20T11:00:00Z").body
    #expect(page.contains("What we hold about you") && page.contains("Send me the link"))
    #expect(!page.contains("Messages to you:"), "the page may have been forwarded")
    let link = try #require(try link(at: "2026-11-20T11:00:00Z", sent: "2026-11-20T11:01:00Z"))
    #expect(
      try database.rows("select user_id, class from rekindle.message_deliveries where status = 'sent' order by id")
        == [["1", "marketing"], ["2", "marketing"], ["1", "transactional"]])
    for _ in 1...2 {
      let shown = try school.visit("GET", link, at: "2026-11-20T11:02:00Z")
      #expect(shown.status == 200 && shown.body.contains("<li>Messages to you: 2</li>"), "\(shown.body)")
      #expect(!shown.body.contains("learner1@learn.example"), "the page tells how much, and nothing of it")
    }
    let copy = try school.visit("POST", link, form: "do=copy", at: Self.copyAt)
    #expect(copy.headers["content-disposition"] == "attachment; filename=\"my-data.json\"")
    #expect(copy.headers["cache-control"] == "no-store")
    let export = try school.ask(
      "campaign-admin", role: "rekindle_admin", "GET", "/api/learners/1/export", key: "admin-key", at: Self.copyAt)
    #expect(try JSON.parse(copy.body) == export.body && export.body["person"]?["first_name"] == "First1")
    for (method, form) in [("GET", ""), ("POST", "do=copy"), ("POST", "do=erase")] {
      let again = try school.visit(method, link, form: form, at: Self.copyAt)
      #expect(again.status == 410 && again.body.contains("This link was used"))
    }
    #expect(try trail() == ["POST /data/{token} copy learner 1"])
  }

  @Test func ofTwoWhoTakeTheCopyAtOnceOneGetsIt() throws {
    _ = try #require(try link(at: "2026-11-20T11:00:00Z", sent: "2026-11-20T11:01:00Z"))
    let delivery = try #require(try school.accepted().last)
    let isHeld = DispatchSemaphore(value: 0)
    let failures = Crowd.run(3) { [database] place in
      let connection = try database.connect()
      if place < 2 {
        isHeld.wait()
        _ = try connection.texts("select rekindle.take_copy(\(delivery), '\(Self.copyAt)')")
      } else {
        _ = try connection.texts("begin")
        _ = try connection.texts("select from rekindle.campaign_enrollments for update")
        for _ in 0..<2 { isHeld.signal() }
        try database.waitForLocks(2)
        _ = try connection.texts("commit")
      }
    }
    #expect(failures == [])
    #expect(try trail() == ["POST /data/{token} copy learner 1"])
  }

  @Test func everythingIsDeletedInTwoStepsAndNobodyIsWrittenToAgain() throws {
    let link = try #require(try link(at: "2026-11-20T11:00:00Z", sent: "2026-11-20T11:01:00Z"))
    let question = try school.visit("POST", link, form: "do=ask", at: Self.copyAt)
    #expect(question.body.contains("Delete everything?"))
    #expect(question.body.contains("so that no reminder is ever sent to you again"))
    #expect(try database.count("select count(*) from rekindle.message_deliveries where user_id = 1") == 2)
    let done = try school.visit("POST", link, form: "do=erase", at: Self.copyAt)
    #expect(done.status == 200 && done.body.contains("Everything that we kept about you is deleted"))
    #expect(try database.rows("select user_id from rekindle.recipients") == [["2"]])
    #expect(try database.count("select count(*) from rekindle.notification_jobs") == 0)
    #expect(
      try database.rows(
        "select distinct scope, reason from rekindle.suppressions where user_id = 1 and address_hash <> ''")
        == [["all", "opt_out"]])
    for path in [link, preferences] {
      #expect(try school.visit("GET", path, at: Self.copyAt).status == 410)
    }
    try school.publish(URL(filePath: LetterSchool.campaign("later", usefulFor: 24).write()))
    try school.detect(at: "2026-11-21T08:00:00Z")
    try letters.tickAndSend(at: "2026-11-21T10:00:00Z")
    #expect(
      try database.rows("select distinct user_id from rekindle.message_deliveries where status = 'sent'") == [["2"]])
    #expect(try trail() == ["POST /data/{token} erase learner 1"])
    #expect(try database.rows("select rule, n::text from rekindle.violations") == [])
  }

  @Test func whoeverHoldsAnOldMessageHasNoMoreThanThreeSentInADayAndNoneWhileOneIsUnused() throws {
    let first = try #require(try link(at: "2026-11-20T11:00:00Z", sent: "2026-11-20T11:01:00Z"))
    #expect(try link(at: "2026-11-20T11:30:00Z", sent: "2026-11-20T11:31:00Z") == nil)
    let page = try school.visit("GET", preferences, at: "2026-11-20T11:32:00Z").body
    #expect(page.contains("have sent a link to your email address already") && !page.contains("Send me the link"))
    _ = try school.visit("POST", first, form: "do=copy", at: "2026-11-20T11:33:00Z")
    #expect(try link(at: "2026-11-20T11:34:00Z", sent: "2026-11-20T11:35:00Z") != nil, "the first is used")
    #expect(try link(at: "2026-11-20T13:00:00Z", sent: "2026-11-20T13:01:00Z") != nil)
    #expect(try link(at: "2026-11-20T15:00:00Z", sent: "2026-11-20T15:01:00Z") == nil)
    let refused = try school.visit("POST", preferences, form: "data=link", at: "2026-11-20T15:02:00Z")
    #expect(refused.body.contains("three links"))
    #expect(try link(at: "2026-11-21T11:01:00Z", sent: "2026-11-21T11:02:00Z") != nil)
    #expect(try database.count("select count(*) from rekindle.message_deliveries where user_id = 2") == 1)
  }

  @Test func aLinkEndsAfterAnHourAndNoOtherTokenOpensThePage() throws {
    let link = try #require(try link(at: "2026-11-20T11:00:00Z", sent: "2026-11-20T11:01:00Z"))
    #expect(try school.visit("GET", link, at: "2026-11-20T12:00:59Z").status == 200)
    for method in ["GET", "POST"] {
      let late = try school.visit(method, link, form: "do=erase", at: "2026-11-20T12:02:00Z")
      #expect(late.status == 410 && late.body.contains("This link has expired"))
    }
    let keys = try KeyRing(parsing: School.keys)
    let ordinary = try database.count("select id from rekindle.message_deliveries where user_id = 2")
    let tokens = [
      (DeliveryToken(.data, deliveryID: ordinary).signed(with: keys), 410),
      (DeliveryToken(.data, deliveryID: 99_999).signed(with: keys), 410),
      (DeliveryToken(.welcome, deliveryID: ordinary).signed(with: keys), 400),
      (String(preferences.dropFirst("/preferences/".count)), 400),
    ]
    for (token, status) in tokens {
      #expect(try school.visit("POST", "/data/\(token)", form: "do=erase", at: Self.copyAt).status == status)
    }
    #expect(try database.count("select count(*) from rekindle.recipients") == 2)
  }

  @Test func whileAMessageIsOnItsWayNothingIsDeletedAndTheLinkStillWorks() throws {
    let link = try #require(try link(at: "2026-11-20T11:00:00Z", sent: "2026-11-20T11:01:00Z"))
    let episode = try database.count(
      "select enrollment_id from rekindle.message_deliveries where user_id = 1 and class = 'marketing'")
    let claimed = try #require(Instant(rfc3339: Self.copyAt))
    try database.insert(.delivery(of: 1, enrollment: episode, occurrence: 2, status: "sending", at: claimed))
    let busy = try school.visit("POST", link, form: "do=erase", at: Self.copyAt)
    #expect(busy.status == 503 && busy.headers["retry-after"] == "60" && busy.body.contains("on its way"))
    #expect(try school.visit("GET", link, at: Self.copyAt).status == 200)
  }

  @Test func whoSaidNoToEverythingIsSentTheLinkTheyAskForAndWhoHasNoAddressIsToldWhomToAsk() throws {
    _ = try school.visit("POST", preferences, form: "save=1", at: "2026-11-20T10:59:00Z")
    #expect(try link(at: "2026-11-20T11:00:00Z", sent: "2026-11-20T11:01:00Z") != nil)
    try database.run("update lms.users set email = null where user_id = 1")
    try school.tick(at: "2026-11-20T18:00:00Z")
    let page = try school.visit("GET", preferences, at: "2026-11-20T18:01:00Z").body
    #expect(page.contains("please write to Example Academy") && !page.contains("Send me the link"), "\(page)")
  }

  @Test(arguments: [
    "update lms.users set is_active = false where user_id = 1",
    """
    select rekindle.merge_events('sendgrid', array[d.id], array['hard_bounce'],
      array[timestamptz '2026-11-20T10:01:00Z'], array['550'], array[false], array['m1'], '2026-11-20T10:01:00Z')
      from rekindle.message_deliveries d where d.user_id = 1
    """,
  ]) func whereNoMessageCanGoThePageTellsWhomToAskAndNoneIsAskedFor(_ change: String) throws {
    #expect(try school.visit("GET", preferences, at: "2026-11-20T10:59:00Z").body.contains("Send me the link"))
    try database.run(change)
    let page = try school.visit("GET", preferences, at: "2026-11-20T11:00:00Z").body
    #expect(page.contains("please write to Example Academy") && !page.contains("Send me the link"), "\(page)")
    let told = try school.visit("POST", preferences, form: "data=link", at: "2026-11-20T11:01:00Z")
    #expect(told.status == 200 && told.body.contains("please write to Example Academy"), "\(told)")
    #expect(try database.count("select count(*) from rekindle.notification_jobs") == 0)
  }

  @Test func aMessageThatFellCountsAsNoneUntilTenDid() throws {
    for minute in 10..<20 {
      _ = try school.visit("POST", preferences, form: "data=link", at: "2026-11-20T11:\(minute):00Z")
      try school.tick(at: "2026-11-20T11:\(minute):30Z")
      try database.run(
        """
        update rekindle.message_deliveries set status = 'skipped', reason = 'expired', attention_at = null
         where status = 'scheduled'
        """)
    }
    #expect(try database.count("select count(*) from rekindle.message_deliveries where status = 'skipped'") == 10)
    let page = try school.visit("GET", preferences, at: "2026-11-20T11:20:00Z").body
    #expect(page.contains("please write to Example Academy") && !page.contains("Send me the link"), "\(page)")
    #expect(try link(at: "2026-11-21T11:20:00Z", sent: "2026-11-21T11:21:00Z") != nil, "a day later")
  }

  @Test func aRequestToSeveralLearnersIsALinkForEachOfThem() throws {
    try database.run(
      """
      select rekindle.request_messages('both', c.id, c.current_version, 'link', null, '{}', null, array[1, 2], false,
        'staff', '2026-11-20T11:00:00Z')
        from rekindle.campaigns c where c.slug = 'your-data'
      """)
    for announcement in try school.tick(at: "2026-11-20T11:01:00Z") { try school.send(announcement) }
    let sent = try database.rows(
      "select id from rekindle.message_deliveries where class = 'transactional' and status = 'sent' order by user_id")
    let links = try sent.compactMap { $0[0].flatMap { Int($0) } }.map { try path(to: $0) }
    try #require(links.count == 2)
    #expect(try school.visit("POST", links[0], form: "do=copy", at: Self.copyAt).status == 200)
    #expect(try school.visit("POST", links[0], form: "do=erase", at: Self.copyAt).status == 410)
    #expect(try school.visit("POST", links[1], form: "do=erase", at: Self.copyAt).status == 200)
    #expect(try database.rows("select user_id from rekindle.recipients") == [["1"]])
  }

  @Test func whoReadsGermanIsWrittenToAndAnsweredInGerman() throws {
    try database.run("update lms.users set locale = 'de' where user_id = 1")
    let link = try #require(try link(at: "2026-11-20T11:00:00Z", sent: "2026-11-20T11:01:00Z"))
    let page = try school.visit("GET", link, at: Self.copyAt).body
    #expect(page.contains("<html lang=\"de\">") && page.contains("Was wir über Sie gespeichert haben"))
    let words = try database.rows("select jsonb_object_keys(rekindle.export_learner(1))").compactMap { $0[0] }
    for kind in words { #expect(!page.contains("<li>\(kind):"), "a kind without words") }
  }
}

extension School {
  /// What `unsubscribe` answers to a browser.
  fileprivate func visit(
    _ method: String, _ path: String, form: String = "", at time: String
  ) throws -> (status: Int, headers: [String: String], body: String) {
    let headers: [String: JSON] = ["content-type": "application/x-www-form-urlencoded", "accept": "text/html"]
    let request: JSON = [
      "version": "2.0", "rawPath": .string(path), "rawQueryString": "", "headers": .object(headers),
      "body": .string(method == "POST" ? form : ""), "isBase64Encoded": false,
      "requestContext": [
        "http": ["method": .string(method), "path": .string(path), "sourceIp": "127.0.0.1"], "requestId": "r",
      ],
    ]
    let run = try run("unsubscribe", role: "rekindle_unsubscribe", event("http.request", at: time, data: request))
    guard run.exitCode == 0, let status = try JSON.parse(run.stdout)["statusCode"]?.integer else {
      throw Spawn.Failure(description: run.output + run.log)
    }
    let reply = try JSON.parse(run.stdout)
    return (status, reply["headers"]?.object?.compactMapValues(\.string) ?? [:], reply["body"]?.string ?? "")
  }
}
