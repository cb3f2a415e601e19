import Domain
import FunctionContract
import FunctionShell
import HostEvents
import JSON
import Store
import TestKit
import Testing

@testable import ingest

/// What becomes of events: written, left alone, or kept.
@Suite(.database) struct EventTests {
  let host: Host

  init() throws { host = try Host() }

  @Test func everyTypesExampleIsTakenAndWritten() throws {
    try host.database.run(
      """
      insert into rekindle.approvals (cta_submission_id, admin_id, wants_call, call_owner_id, approved_at)
      values ('\(HostEventTypes["lms.account.created"]?.example["data"]?["cta_submission_id"]?.string ?? "")', 1, true, 1, '2026-11-19')
      """)
    for type in HostEventTypes.all.sorted(by: { $0.part.rawValue < $1.part.rawValue }) {
      #expect(try host.tell(type.example) == ["taken"], "\(type.name)")
      let rows = try host.database.count(
        "select count(*) from \(["approvals", "consents"].contains(type.table) ? "rekindle" : "lms").\(type.table)")
      #expect(rows > 0, "\(type.name) wrote nothing")
    }
    #expect(try host.database.count("select count(*) from rekindle.events_unknown") == 0)
  }

  @Test func anEventIsTakenOnceHoweverOftenItIsSent() throws {
    #expect(try host.tell(Host.activity("evt_1"), Host.activity("evt_1")) == ["taken", "repeated"])
    #expect(try host.tell(Host.activity("evt_1"), id: "msg_2") == ["repeated"])
    #expect(try host.tell(Host.activity("evt_1"), source: "crm") == ["taken"], "another source has its own ids")
    #expect(try host.database.count("select count(*) from lms.user_activities") == 1)
  }

  @Test func anEventWithoutAnIdHasTheRequests() throws {
    var bare = Host.activity("x").object ?? [:]
    bare["id"] = nil
    #expect(try host.tell(.object(bare), id: "msg_7") == ["taken"])
    #expect(try host.tell(.object(bare), id: "msg_7") == ["repeated"])
    #expect(try host.database.value("select event_id from rekindle.host_events") == "msg_7/0")
  }

  @Test func oneBadElementStopsNoneBesideIt() throws {
    let verdicts = try host.tell(
      "words", Host.activity("evt_1"), Host.event("evt_2", "lms.unheard.of", [:]),
      Host.event("evt_3", "lms.activity.recorded", ["user_id": "Maya"]),
      Host.activity("evt_4", at: "yesterday"), Host.activity("evt_5", at: "2026-11-20T03:30:00Z"),
      Host.activity("evt_6", learner: 99),
      Host.event("evt_7", "lms.session.moved", moved(session: 5, to: "2026-12-01")), Host.activity("evt_8", learner: 2))
    #expect(
      verdicts == [
        "kept:not_an_object", "taken", "kept:unknown_type", "kept:schema", "kept:no_timestamp", "kept:future_time",
        "kept:unknown_learner", "kept:unknown_row", "taken",
      ])
    #expect(try host.database.count("select count(*) from lms.user_activities") == 2)
    #expect(try host.database.count("select count(*) from rekindle.events_unknown") == 7)
    #expect(
      try host.database.count("select count(*) from rekindle.anomalies where kind like 'host_event_%'") == 7)
  }

  private func moved(session: Int, to day: String) -> JSON {
    [
      "session_id": .integer(session), "starts_at": .string("\(day)T09:00:00Z"),
      "ends_at": .string("\(day)T10:00:00Z"),
    ]
  }

  @Test func aValueThatBreaksARuleOfItsTableIsKeptAndItsNeighboursAreTaken() throws {
    let ends: JSON = [
      "session_id": 5, "title": "Live", "starts_at": "2026-12-01T10:00:00Z", "ends_at": "2026-12-01T09:00:00Z",
    ]
    #expect(
      try host.tell(Host.activity("a"), Host.event("b", "lms.session.scheduled", ends), Host.activity("c", learner: 2))
        == ["taken", "kept:refused", "taken"])
  }

  @Test func anEventThatCameTooEarlyIsTakenAsSoonAsWhatItNeedsIsThere() throws {
    #expect(
      try host.tell(
        Host.event(
          "evt_1", "lms.registration.created", ["session_id": 5, "user_id": 40]),
        Host.event("evt_2", "lms.session.moved", at: "2026-11-20T01:30:00Z", moved(session: 5, to: "2026-12-02")))
        == ["kept:unknown_learner", "kept:unknown_row"])
    let scheduled: JSON = [
      "session_id": 5, "title": "Live", "starts_at": "2026-12-01T09:00:00Z", "ends_at": "2026-12-01T10:00:00Z",
    ]
    #expect(try host.tell(Host.event("evt_3", "lms.session.scheduled", scheduled)) == ["taken"])
    #expect(
      try host.database.value("select (starts_at at time zone 'UTC')::date::text from lms.sessions") == "2026-12-02")
    #expect(
      try host.tell(Host.event("evt_4", "lms.learner.updated", ["user_id": 40, "first_name": "Lee"])) == ["taken"])
    #expect(try host.database.count("select count(*) from lms.session_registrations where user_id = 40") == 1)
    #expect(try host.database.count("select count(*) from rekindle.events_unknown") == 0)
  }

  @Test func whatIsKeptIsTakenByAReplay() throws {
    _ = try host.tell(Host.activity("evt_1", learner: 99), Host.event("evt_2", "lms.unheard.of", [:]))
    try host.database.run("insert into lms_data.users (user_id) values (99)")
    var handler = try Ingest(
      environment: .init(["DATABASE_URL": host.database.url(role: "rekindle_ingest")]))
    let ids = try host.database.rows("select id from rekindle.events_unknown order by id").compactMap {
      $0[0].flatMap(Int.init)
    }
    let event = CloudEvent(
      id: "1", source: "/test", type: "events.replay", time: Host.now, data: ["ids": .array(ids.map(JSON.integer))])
    let reply = try handler.handle(Invocation(input: .event(event), now: Host.now))
    #expect(reply == .done(result: ["taken": 1, "repeated": 0, "kept": 1]))
    #expect(try host.database.rows("select event_id from rekindle.events_unknown") == [["evt_2"]])
    #expect(try host.database.count("select count(*) from lms.user_activities where user_id = 99") == 1)
  }

  @Test func aMemberThatIsNotSaidKeepsWhatWasKnown() throws {
    _ = try host.tell(
      Host.event("1", "lms.learner.updated", ["user_id": 1, "email": "ana@example.org", "region": "IN"]),
      Host.event("2", "lms.learner.updated", ["user_id": 1, "last_name": "Rao", "region": nil]))
    #expect(
      try host.database.rows("select first_name, last_name, email, region, is_active from lms.users where user_id = 1")
        == [["Ana", "Rao", "ana@example.org", nil, "t"]])
  }

  @Test func whereThePlatformHasItsOwnViewNothingIsWritten() throws {
    try host.database.run(
      """
      create table public.theirs as select * from lms_data.user_activities;
      create or replace view lms.user_activities as select * from public.theirs;
      """)
    #expect(try host.tell(Host.activity("evt_1")) == ["taken"])
    #expect(try host.database.count("select count(*) from lms_data.user_activities") == 0)
  }

  @Test(arguments: ["'; drop table lms_data.users; --", "\u{7F}", "a\u{0}b", "{{name}}", "\\", "\"", "𝔘𝔫𝔦", "<b>"])
  func hostileTextsAreStoredAsTheyAreOrKept(_ text: String) throws {
    let event = Host.event("evt_1", "lms.learner.updated", ["user_id": 3, "first_name": .string(text)])
    let verdict = try host.tell(event)
    if text.utf8.contains(0) {
      #expect(verdict == ["kept:schema"])
    } else {
      #expect(verdict == ["taken"])
      #expect(try host.database.value("select first_name from lms.users where user_id = 3") == text)
    }
    #expect(try host.tell(.object(["type": .string(text), "id": .string(text)])) == ["kept:unknown_type"])
  }
}
