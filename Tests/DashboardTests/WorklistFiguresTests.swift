import JSON
import TestKit
import Testing

/// How people get along with the worklist, as the dashboard shows it.
@Suite(.database) struct WorklistFiguresTests {
  @Test func whatStandsAndHowTriesEndedIsCountedByCampaign() throws {
    let database = try Ledger.database()
    try database.run(
      """
      insert into rekindle.worklist_items
        (delivery_id, enrollment_id, user_id, campaign_id, title, body, most_tries, retry_after, pause, open_for, opened_at, not_before,
         expires_at, looked_at, taken_by, taken_at, closed_at, closing)
      select v.id, 1, 1, 1, 'Call Adacanary', 'b', 2, '3 days', '14 days', '14 days', v.opened_at, coalesce(v.not_before, v.opened_at), v.opened_at + interval '14 days',
             v.opened_at, v.taken_by, case when v.taken_by is not null then v.opened_at end, case when v.closing is not null then v.closed_at end, v.closing
        from (values
          (101, timestamptz '2026-11-19Z', null::timestamptz, null, null::timestamptz, null), (102, '2026-11-18Z', null, null, null, null),
          (103, '2026-11-01Z', null, 'ann', null, null), (104, '2026-11-17Z', '2026-11-25Z', null, null, null),
          (105, '2026-11-10Z', null, 'ann', '2026-11-12Z', 'will_return'), (106, '2026-11-10Z', null, null, '2026-11-12Z', 'returned'),
          (107, '2026-11-01Z', null, null, '2026-11-15Z', 'expired'), (108, '2026-08-01Z', null, null, '2026-08-03Z', 'expired'))
          v(id, opened_at, not_before, taken_by, closed_at, closing);
      insert into rekindle.worklist_outcomes values
        (104, 1, 'not_reached', null, 'ann', '2026-11-20Z'), (105, 1, 'not_reached', null, 'ann', '2026-11-11Z'),
        (105, 2, 'will_return', 'On Monday.', 'ann', '2026-11-12Z');
      """)
    let dashboard = Dashboard(database: database)
    let rows = try #require(try dashboard.ask("/dashboard/worklist").json["campaigns"]?.array)
    let expected: JSON = [
      "campaign": "course-completion", "open": 2, "taken": 1, "waiting": 1, "oldest_at": "2026-11-17T00:00:00Z",
      "will_return": 1, "will_not_return": 0, "wants_to_stop": 0, "not_reached": 2, "wrong_contact": 0,
      "left_by_themselves": 1, "expired": 1,
    ]
    #expect(rows == [expected], "\(rows)")
    let page = try dashboard.ask("/dashboard/worklist?format=html").text
    #expect(page.contains("Left by themselves") && !page.contains("Adacanary") && !page.contains("Monday"))
    #expect(try dashboard.ask("/dashboard/worklist.csv?days=1").text.contains("course-completion,2,1,1,"))
    #expect(try dashboard.ask("/dashboard/worklist?days=0").status == 400)
  }
}
