import Foundation
import JSON
import Store
import TestKit
import Testing

/// A list of leads from its first message to its figures.
@Suite(.database, .timeLimit(.minutes(20))) struct LeadTests {
  private let school: School
  private var database: TestDatabase { school.database }

  init() throws {
    school = try School(on: .current(), settings: ["REKINDLE_EVENT_SECRETS": "lms:\(School.eventSecret)"])
    try school.publish(PackageFolder.url.appending(path: "campaigns/lead-nurture"))
    try school.tell(
      "lms.lead_list.updated", at: "2026-11-01T06:00:00Z",
      [
        "import_batch_id": "november", "title": "Ultrasound in Family Practice", "course_overview": "Twelve lessons",
        "cta_url": "https://learn.example/ask", "discount_percent": 10, "offer_expires_at": "2026-12-18T12:00:00Z",
        "cost": 40,
      ])
    for (number, name) in ["asha", "ben", "cleo", "dev"].enumerated() { try lead(name, "november", number) }
  }

  private func lead(_ name: String, _ list: String, _ number: Int) throws {
    try database.run(
      """
      insert into lms_data.imported_leads (email, first_name, timezone, import_batch_id, consent_source, user_id)
      values ('\(name)@lead.example', initcap('\(name)'), 'UTC', '\(list)', 'webinar_form', \(-1 - number))
      on conflict (email) do update set import_batch_id = excluded.import_batch_id
      """)
  }

  private func enter(at time: String) throws {
    let told = school.event(
      "detect.told", at: time, data: ["type": "lms.lead.imported", "user_ids": [-1, -2, -3, -4]])
    let result = try school.run("detect", role: "rekindle_detect", told)
    try #require(result.exitCode == 0, "\(result.output)")
  }

  private func sendAll(at time: String) throws {
    for announcement in try school.tick(at: time) where announcement["type"]?.string?.hasPrefix("delivery.") == true {
      try school.send(announcement)
    }
  }

  /// `lead template` of what was sent, in order.
  private func sent() throws -> [String?] {
    try database.rows(
      "select user_id || ' ' || template from rekindle.message_deliveries where status = 'sent' order by user_id desc, sent_at"
    ).map { $0[0] }
  }

  private func status(of lead: Int) throws -> String? {
    try database.value("select status from rekindle.imported_leads where id = $1", .int(lead))
  }

  /// Holds REQ-1-05, REQ-1-20, REQ-1-22, REQ-1-28, REQ-1-29, REQ-1-35, REQ-1-36, REQ-1-37, REQ-1-63, X-18, X-35, X-86.
  @Test func whoAnswersOnDay3GetsNoDay7AndTheOthersGetEachMessageOnce() throws {
    #expect(try status(of: -1) == "imported")
    try enter(at: "2026-11-02T09:00:00Z")
    try sendAll(at: "2026-11-02T09:01:00Z")
    #expect(try sent() == ["-1 day-0", "-2 day-0", "-3 day-0", "-4 day-0"])
    #expect(try status(of: -1) == "contacted")
    try sendAll(at: "2026-11-04T09:05:00Z")
    #expect(try sent().count == 4, "two days are not three")

    // Ben answers between the decision to write to him and the message.
    let announcements = try school.tick(at: "2026-11-05T09:05:00Z")
    try school.tell(
      "lms.lead.submitted", at: "2026-11-05T09:05:10Z",
      ["cta_submission_id": "cta-2", "email": "Ben <BEN@lead.example>"])
    for announcement in announcements { try school.send(announcement, at: "2026-11-05T09:05:20Z") }
    try school.tell(
      "lms.lead.submitted", at: "2026-11-05T15:00:00Z", ["cta_submission_id": "cta-1", "email": "ASHA@lead.example"])
    for day in 9...12 { try sendAll(at: "2026-11-\(day < 10 ? "0" : "")\(day)T09:10:00Z") }
    try school.detect(at: "2026-11-30T20:00:00Z")
    try sendAll(at: "2026-12-01T09:10:00Z")
    #expect(
      try sent() == [
        "-1 day-0", "-1 day-3", "-2 day-0", "-3 day-0", "-3 day-3", "-3 day-7", "-4 day-0", "-4 day-3", "-4 day-7",
      ])
    #expect(try (1...4).map { try status(of: -$0) } == ["converted", "converted", "exhausted", "exhausted"])
    #expect(
      try database.rows(
        """
        select i.id::text, i.cta_submission_id, to_char(i.converted_at at time zone 'UTC', 'DD HH24:MI'),
               i.follow_up_day3_sent::text, i.follow_up_day7_sent::text
          from rekindle.imported_leads i order by i.id desc limit 2
        """) == [["-1", "cta-1", "05 15:00", "true", "false"], ["-2", "cta-2", "05 09:05", "false", "false"]])
    #expect(try database.rows("select rule, n::text from rekindle.violations") == [])
  }

  @Test func whoSaysNoOrHasAnAccountHearsNothingMore() throws {
    try enter(at: "2026-11-02T09:00:00Z")
    try sendAll(at: "2026-11-02T09:01:00Z")
    try database.run(
      """
      select * from rekindle.close_learner(-1, 'all', 'opt_out', '2026-11-03');
      insert into lms_data.users (user_id, first_name, email) values (50, 'Ben', 'Ben@lead.example')
      """)
    try sendAll(at: "2026-11-05T09:05:00Z")
    #expect(try sent().filter { $0?.hasSuffix("day-3") == true } == ["-3 day-3", "-4 day-3"])
  }

  /// Holds REQ-1-01, REQ-1-10, REQ-1-64.
  @Test func aListsFiguresAreThoseOfTheLeadsWhomItBroughtFirst() throws {
    try enter(at: "2026-11-02T09:00:00Z")
    try sendAll(at: "2026-11-02T09:01:00Z")
    try school.tell(
      "lms.lead.submitted", at: "2026-11-03T15:00:00Z", ["cta_submission_id": "cta-1", "email": "asha@lead.example"])
    try lead("asha", "december", 0)
    try lead("eve", "december", 4)
    try database.run(
      """
      insert into rekindle.campaign_goals (slug, target_percent, value, cost_per_message) values ('lead-nurture', 5, 300, 0.5)
      on conflict (slug) do update set value = 300, cost_per_message = 0.5;
      update rekindle.message_deliveries set clicked_at = sent_at + interval '1 hour' where user_id in (-1, -2)
      """)
    let answer = try school.ask(
      "campaign-admin", role: "rekindle_admin", "GET", "/api/lead-campaigns", key: "admin-key",
      at: "2026-11-04T08:00:00Z")
    let lists = try #require(answer.body["lead_campaigns"]?.array)
    #expect(lists.compactMap { $0["import_batch_id"]?.string } == ["december", "november"])
    let november = try #require(lists.last)
    #expect(november["total_leads"] == 4 && november["leads_emailed"] == 4 && november["leads_failed"] == 0)
    #expect(november["conversions"] == 1 && november["conversion_rate"]?.double == 25)
    #expect(november["click_rate"]?.double == 50)
    #expect(november["cost"]?.double == 42 && november["value"]?.double == 300 && november["roi"]?.double == 7.14)
    #expect(november["status"] == "running")
    #expect(lists[0]["total_leads"] == 1 && lists[0]["duplicates"] == 1 && lists[0]["status"] == "imported")
  }

  @Test func aLeadOfWhomTheHostTellsIsWrittenToAtOnce() throws {
    try database.run("select setval('lms_data.person_ids', -10)")
    let told = try school.tell(
      "lms.lead.imported", at: "2026-11-02T09:00:00Z",
      ["email": "Fay@lead.example", "timezone": "UTC", "import_batch_id": "november", "consent_source": "webinar_form"]
    ).events
    let lead = try database.count("select user_id from lms.imported_leads where email = 'Fay@lead.example'")
    #expect(told.map { $0["data"] } == [["type": "lms.lead.imported", "user_ids": [.integer(lead)]]])
    let heard = try JSON.parse(school.run("detect", role: "rekindle_detect", told[0]).stdout)["events"]?.array ?? []
    #expect(heard.map { $0["type"] } == ["timer.schedule-tick"])
    try sendAll(at: "2026-11-02T09:00:02Z")
    #expect(try sent() == ["\(lead) day-0"])
    let answered = try school.tell(
      "lms.lead.submitted", at: "2026-11-02T09:30:00Z", ["cta_submission_id": "cta-9", "email": "fay@lead.example"])
    for event in answered.events { try school.run("detect", role: "rekindle_detect", event) }
    #expect(
      try database.rows("select status, end_reason from rekindle.campaign_enrollments") == [
        ["completed", "goal_reached"]
      ],
      "a form is heard of at once too")
  }

  @Test func theMessagesPrintTheListByWhichTheLeadCameIn() throws {
    let provider = try ScriptedProvider(.sendGrid)
    func subjects(at time: String) throws -> Set<String> {
      let before = try provider.taken().count
      for announcement in try school.tick(at: time) where announcement["type"]?.string?.hasPrefix("delivery.") == true {
        try school.send(announcement, settings: ["SENDGRID_BASE_URL": provider.address])
      }
      return Set(try provider.taken().dropFirst(before).compactMap { $0.content["subject"]?.string })
    }
    try enter(at: "2026-11-02T09:00:00Z")
    #expect(try subjects(at: "2026-11-02T09:01:00Z").count == 1)
    try school.tell(
      "lms.lead_list.updated", at: "2026-11-03T06:00:00Z",
      [
        "import_batch_id": "december", "title": "Wound Care", "course_overview": "Six lessons",
        "cta_url": "https://learn.example/ask",
      ])
    try lead("asha", "december", 0)
    #expect(try subjects(at: "2026-11-05T09:05:00Z") == ["Ultrasound in Family Practice: still of interest?"])
  }

  @Test func aLeadWhoseRequestWasApprovedBeforeItsListCameIsNotedAsConverted() throws {
    try school.tell(
      "lms.lead.submitted", at: "2026-11-01T15:00:00Z", ["cta_submission_id": "cta-7", "email": "Gil@lead.example"])
    try database.run(
      """
      insert into rekindle.approvals (cta_submission_id, admin_id, wants_call, call_owner_id, approved_at)
      values ('cta-7', 900, false, 900, '2026-11-01T16:00Z')
      """)
    try lead("gil", "november", 9)
    #expect(
      try database.rows("select kind, about::text, at = '2026-11-01T16:00Z' from rekindle.crm_entries") == [
        ["lead_converted", "-10", "t"]
      ])
    #expect(try status(of: -10) == "converted")
    try school.run("detect", role: "rekindle_detect", school.event("detect.hourly", at: "2026-11-02T09:00:00Z"))
    #expect(
      try database.count("select count(*) from rekindle.campaign_enrollments where user_id = -10") == 0,
      "who has asked already is not asked")
  }

  @Test func aNumberThatIsMadeHereIsNoLeads() throws {
    let (least, below) = (-999_999_999_999, -1_000_000_000_000)
    func tell(_ id: Int) throws -> String {
      try school.tell("lms.lead.updated", at: "2026-11-01T15:00:00Z", ["user_id": .integer(id), "first_name": "Lee"])
        .status
    }
    #expect(try tell(least) == "taken")
    #expect(try tell(below) == "kept:schema")
    for table in [
      "leads (user_id)", "guardians (user_id, learner_id)",
      "imported_leads (user_id, email, import_batch_id, consent_source)",
    ] {
      let values = ["\(below)", "1", "'november'", "'webinar_form'"]
      let sources = table.hasPrefix("imported") ? [values[0], "'lee@lead.example'", values[2], values[3]] : values
      let count = table.split(separator: ",").count
      #expect(throws: (any Error).self) {
        try database.run("insert into lms_data.\(table) values (\(sources.prefix(count).joined(separator: ", ")))")
      }
    }
  }
}
