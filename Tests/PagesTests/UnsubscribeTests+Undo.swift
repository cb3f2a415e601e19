import FunctionContract
import JSON
import Store
import TestKit
import Testing

/// What is taken back, and what that opens again.
extension UnsubscribeTests {
  @Test func aClickByMistakeIsTakenBack() throws {
    let path = "/unsubscribe/course/\(try Site.token(1))"
    _ = try answer("POST", path)
    let undone = try answer("POST", path, form: "undo=subject")
    #expect(undone.status == 200)
    #expect(undone.text.contains("Taken back"))
    #expect(try Ledger.nos(database).isEmpty)
    #expect(try answer("POST", path, form: "undo=subject").text.contains("Nothing has changed"))
  }

  /// Status, reason and whether a next look is planned, of one enrolment.
  private func enrolment(_ id: Int) throws -> [String?] {
    try database.rows(
      """
      select status, end_reason, (next_due_at is not null)::text, (ended_at is not null)::text
        from rekindle.campaign_enrollments where id = \(id)
      """)[0]
  }

  @Test(arguments: [("subject", [1]), ("topic", [1, 2]), ("all", [1, 2])])
  func takingANoBackReopensWhatItClosed(_ scope: String, _ enrolments: [Int]) throws {
    let path = "/unsubscribe/\(try Site.token(1))"
    _ = try answer("POST", path, form: "scope=\(scope)")
    for id in enrolments { #expect(try enrolment(id) == ["unsubscribed", "opted_out", "false", "true"]) }
    let undone = try answer("POST", path, form: "undo=\(scope)").text
    #expect(undone.contains("You may hear from Academy again with"))
    for id in [1, 2] { #expect(try enrolment(id) == ["active", nil, "true", "false"]) }
  }

  @Test func thePreferencePageReopensToo() throws {
    let path = "/preferences/\(try Site.token(1))"
    _ = try answer("POST", path, form: "save=1")
    #expect(try enrolment(1)[0] == "unsubscribed")
    _ = try answer("POST", path, form: "save=1&subject=on&topic=on&all=on&\(channels { _ in true })")
    #expect(try enrolment(1) == ["active", nil, "true", "false"])
    #expect(try enrolment(2) == ["active", nil, "true", "false"])
  }

  @Test func whatAnotherNoStillClosesStaysClosedAndThePageSaysSo() throws {
    let path = "/unsubscribe/\(try Site.token(1))"
    for scope in ["subject", "topic"] { _ = try answer("POST", path, form: "scope=\(scope)") }
    let undone = try answer("POST", path, form: "undo=subject").text
    #expect(undone.contains("Messages like this one still do not come:"))
    #expect(undone.contains("You turned off all course reminders."))
    #expect(try enrolment(1)[0] == "unsubscribed")
    let program = try answer("POST", path, form: "undo=subject", headers: ["accept": "application/json"])
    #expect(program.document["status"] == "unsubscribed" && program.document["already"] == true)
    #expect(try answer("POST", path, form: "undo=topic").text.contains("You may hear from Academy again"))
    #expect(try enrolment(1)[0] == "active")
  }

  @Test func aPausedEpisodeIsPausedAgainAndOnesOfLongAgoAreDetectionsBusiness() throws {
    try database.run("update rekindle.campaign_enrollments set status = 'paused', next_due_at = null where id = 1")
    let path = "/unsubscribe/all/\(try Site.token(1))"
    _ = try answer("POST", path)
    #expect(try enrolment(1)[0] == "unsubscribed")
    try database.run("update rekindle.campaign_enrollments set ended_at = '2026-10-01' where id = 2")
    _ = try answer("POST", path, form: "undo=topic")
    #expect(try enrolment(1) == ["paused", nil, "false", "false"])
    #expect(try enrolment(2)[0] == "unsubscribed")
  }

  @Test func anEpisodeThatAnotherTookThePlaceOfStaysClosed() throws {
    let path = "/unsubscribe/course/\(try Site.token(1))"
    _ = try answer("POST", path)
    try database.run(
      """
      insert into rekindle.campaign_enrollments
        (id, user_id, subject_id, campaign_id, version, episode, enrolled_at, anchor_at, next_due_at)
      overriding system value values (9, 1, 1, 1, 1, 2, '2026-11-21', '2026-11-21', '2026-11-22')
      """)
    _ = try answer("POST", path, form: "undo=subject")
    #expect(try enrolment(1)[0] == "unsubscribed")
  }

  @Test func aNoToEverythingTakesBackWhatIsReservedForOthersAtTheAddress() throws {
    try database.run(
      """
      update lms.users set email = '\(Ledger.email)' where user_id = 2;
      select rekindle.compare_addresses('2026-11-21T09:00:00Z')
      """)
    try Ledger.add(6, learner: 2, enrollment: 3, course: 1, occurrence: 2, "scheduled", to: database)
    try Ledger.add(7, learner: 2, enrollment: 3, course: 1, occurrence: 2, "scheduled", channel: "sms", to: database)
    _ = try answer("POST", "/unsubscribe/all/\(try Site.token(1))", form: "scope=all")
    #expect(
      try database.rows("select status from rekindle.message_deliveries where id in (6, 7) order by id")
        == [["skipped"], ["scheduled"]])
  }

  @Test func anEpisodeWhosePlaceInAGroupIsTakenStaysClosedAndTheOthersReopen() throws {
    try database.run("update rekindle.campaign_enrollments set exclusive_group = 'course' where user_id = 1")
    let path = "/unsubscribe/all/\(try Site.token(1))"
    _ = try answer("POST", path)
    try database.run(
      """
      insert into rekindle.campaigns (slug, title, class, topic, subject_type, current_version, created_at)
        values ('other', 'Other', 'transactional', 'receipts', 'course', 1, '2026-01-01');
      insert into rekindle.campaign_enrollments
        (id, user_id, subject_id, campaign_id, version, exclusive_group, enrolled_at, anchor_at, next_due_at)
      overriding system value values (9, 1, 1, 2, 1, 'course', '2026-11-21', '2026-11-21', '2026-11-22')
      """)
    _ = try answer("POST", path, form: "undo=topic")
    #expect(try enrolment(1)[0] == "unsubscribed")
    #expect(try enrolment(2)[0] == "active")
  }

  @Test func aComplaintCannotBeTakenBackByALinkNorHiddenBehindAnOptOut() throws {
    let path = "/unsubscribe/\(try Site.token(1))"
    _ = try answer("POST", path, form: "scope=all")
    try database.run(
      "select rekindle.merge_events('sendgrid', '{1}', '{complaint}', '{2026-11-21T09:00Z}', '{\"\"}', '{f}', '{null}', '2026-11-21T10:00Z')"
    )
    #expect(try Ledger.nos(database) == ["1 all all complaint provider", "1 all all opt_out email_link"])
    _ = try answer("POST", path, form: "undo=all")
    #expect(try Ledger.nos(database) == ["1 all all complaint provider"])
    let page = try answer("GET", "/preferences/\(try Site.token(1))").text
    #expect(page.contains("name=\"all\" value=\"on\" disabled"))
  }
}
