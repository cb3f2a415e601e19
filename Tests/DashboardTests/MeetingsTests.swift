import JSON
import TestKit
import Testing

/// What people have answered to invitations, as the dashboard shows it.
@Suite(.database) struct MeetingsTests {
  @Test func answersAreCountedByMeeting() throws {
    let dashboard = Dashboard(database: try .current())
    try dashboard.database.run(
      """
      insert into rekindle.recipients (user_id, created_at) select i, '2026-11-01Z' from generate_series(1, 4) i;
      insert into rekindle.invitations (uid, user_id, sequence, status, times, delivery_id, updated_at, meeting, ends_at)
      select 'group-7', i, 0, case i when 4 then 'removed' else 'invited' end, '', i, '2026-11-01Z',
             '{"title": "Öland", "starts_at": "2099-12-01T18:00:00Z"}', '2099-12-22 19:00Z'
        from generate_series(1, 4) i;
      insert into rekindle.meeting_answers (uid, user_id, occurrence, answer, sequence, stamped_at, received_at) values
        ('group-7', 1, '-infinity', 'accepted', 0, '2026-11-02Z', '2026-11-02Z'),
        ('group-7', 1, '2099-12-08 18:00Z', 'declined', 0, '2026-11-02Z', '2026-11-02Z'),
        ('group-7', 2, '-infinity', 'tentative', 0, '2026-11-02Z', '2026-11-02Z'),
        ('group-7', 4, '-infinity', 'accepted', 0, '2026-11-02Z', '2026-11-02Z')
      """)
    #expect(
      try dashboard.ask("/dashboard/meetings").json == [
        [
          "title": "Öland", "starts_at": "2099-12-01T18:00:00Z", "invited": 3, "accepted": 1, "declined": 0,
          "tentative": 1,
        ]
      ])
    #expect(try dashboard.ask("/dashboard/meetings", accept: "text/html").text.contains("Answers to invitations"))
    #expect(try dashboard.ask("/dashboard/meetings", key: nil).status == 401)
  }
}
