import JSON
import Store
import TestKit
import Testing

/// Who is in the campaigns of study groups, and what their messages know, as PostgreSQL answers.
@Suite(.database) struct StudyGroupQueryTests {
  private static let group = -1_000_000_000_000_007

  /// Group 7 with learners in Kolkata, Berlin and nowhere, who meet on a Tuesday at 13:30Z; learner 3 has left.
  private func group(on database: TestDatabase) throws {
    for (learner, zone) in [(1, "Asia/Kolkata"), (2, "Europe/Berlin"), (3, "Mars/Olympus")] {
      try database.insert(.learner(learner, firstName: "L\(learner)", title: nil, zone: zone))
    }
    try database.run(
      """
      insert into lms_data.links values ('profile', 'https://learn.example/profile'),
        ('lesson', 'https://learn.example/lessons/{id}'), ('discord_channel', 'https://discord.com/channels/42/{id}');
      insert into lms_data.groups (group_id, name, discord_channel_id) values (7, 'Kestrel', ' 381870553235193857 ');
      insert into lms_data.group_members values (7, 1, '2026-11-20T10:00Z', null), (7, 2, '2026-11-20T10:00Z', null),
        (7, 3, '2026-11-20T10:00Z', '2026-11-22T10:00Z');
      insert into lms_data.meetings (meeting_id, group_id, starts_at, ends_at)
      values (45, 7, '2026-12-01T13:30Z', '2026-12-01T14:30Z');
      insert into lms_data.lessons (lesson_id, title, position, meeting_id, url)
      values (2, 'Second', 2, 45, null), (1, 'First', 1, 45, null), (3, 'Third', 3, 45, 'https://other.example/3');
      insert into lms_data.lesson_completions values (1, 2, '2026-11-25T10:00Z'), (2, 2, '2026-11-26T10:00Z')
      """)
  }

  @Test func membersAndTheGroupItselfAreRemindedAndWhoLeftIsNot() throws {
    let campaign = try PublishedCampaign("meeting-reminder")
    try group(on: campaign.database)
    #expect(try campaign.segment(at: "2026-11-21T10:00:00Z") == ["\(Self.group)/45", "1/45", "2/45", "3/45"])
    #expect(try campaign.segment(at: "2026-11-22T10:00:00Z") == ["\(Self.group)/45", "1/45", "2/45"])
    #expect(try campaign.segment(at: "2026-12-01T13:30:00Z") == [])
    #expect(try campaign.context(3, 45, at: "2026-11-30T13:30:00Z") == nil)
    try campaign.database.run("update lms_data.meetings set cancelled_at = '2026-11-23T10:00Z'")
    #expect(try campaign.segment(at: "2026-11-22T10:00:00Z").count == 3, "it was not cancelled yet")
    #expect(try campaign.segment(at: "2026-11-23T10:00:00Z") == [])
  }

  /// Holds REQ-2-30, REQ-2-32, X-15.
  @Test func aMeetingsTimeIsToldByTheReadersClocksAndAddressesFollowTheirPatterns() throws {
    let campaign = try PublishedCampaign("meeting-reminder")
    try group(on: campaign.database)
    let at = "2026-11-30T13:30:00Z"
    let first = try #require(try campaign.context(1, 45, at: at))
    #expect(
      first["meeting_time"] == "Tuesday, 1 December at 19:00 (Asia/Kolkata)" && first["meeting_day"] == "tomorrow")
    #expect(
      first["lesson_list"] == ["First", "Second", "Third"] && first["lesson_url"] == "https://learn.example/lessons/1")
    #expect(first["discord_channel_url"] == "https://discord.com/channels/42/381870553235193857")
    #expect(first["member_names"] == "L2")
    let second = try #require(try campaign.context(2, 45, at: at))
    #expect(second["meeting_time"] == "Tuesday, 1 December at 14:30 (Europe/Berlin)")
    #expect(second["lesson_list"] == ["Third"] && second["lesson_url"] == "https://other.example/3")
    let post = try #require(try campaign.context(Self.group, 45, at: at))
    #expect(post["meeting_second"] == 1_796_131_800 && post["group_name"] == "Kestrel")
    let welcome = try PublishedCampaign("welcome")
    #expect(try welcome.context(1, 1, at: at)?["profile_url"] == "https://learn.example/profile")
  }

  @Test func aGroupIsAPersonWhoIsReachedInItsChannelAlone() throws {
    let database = try TestDatabase.current()
    try group(on: database)
    #expect(
      try database.rows("select user_id::text, array_to_string(channels, ' ') from rekindle.reach where user_id < 0")
        == [["\(Self.group)", "discord"]])
    #expect(
      try database.value("select address from rekindle.addresses where user_id < 0") == "#381870553235193857")
    #expect(
      try database.rows("select user_id::text from rekindle.audience('meeting', 45) a(user_id) order by 1")
        == [["\(Self.group)"], ["1"], ["2"]])
    #expect(try database.rows("select rule from rekindle.data_faults where rule like '%address%'") == [])
  }

  /// Holds REQ-2-12, REQ-2-13.
  @Test func howMuchIsDoneIsCountedWhenItIsAsked() throws {
    let campaign = try PublishedCampaign("lesson-nudge")
    try group(on: campaign.database)
    #expect(try campaign.segment(at: "2026-11-27T10:00:00Z") == ["1/45", "2/45"])
    #expect(try campaign.state(2, 45, at: "2026-11-26T09:00:00Z")?["under_half"] == true)
    #expect(try campaign.state(2, 45, at: "2026-11-26T10:00:00Z")?["under_half"] == false)
    #expect(try campaign.goal(2, 45, at: "2026-11-30T10:00:00Z") == nil)
    try campaign.database.run("insert into lms_data.lesson_completions values (3, 2, '2026-11-29T10:00Z')")
    #expect(try campaign.goal(2, 45, at: "2026-11-30T10:00:00Z") == "2026-11-29 10:00")
    #expect(try campaign.context(2, 45, at: "2026-11-30T10:00:00Z") == nil)
    #expect(try campaign.segment(at: "2026-11-30T10:00:00Z") == ["1/45"])
  }

  /// Holds REQ-2-41, X-48.
  @Test func aSeriesIsToldWithTheClocksThatItKeepsAndWithoutWhatIsCancelled() throws {
    let campaign = try PublishedCampaign("group-assigned")
    try group(on: campaign.database)
    #expect(try campaign.context(1, 7, at: "2026-11-20T10:00:00Z")?["meeting"] == .null)
    #expect(try campaign.state(1, 7, at: "2026-11-20T10:00:00Z")?["has_series"] == false)
    try campaign.database.run(
      """
      insert into lms_data.group_schedules (group_id, starts_at, ends_at, meetings, timezone, changed_at)
      values (7, '2026-10-06T17:00Z', '2026-10-06T18:00Z', 12, 'Europe/Berlin', '2026-11-21T10:00Z');
      insert into lms_data.meetings (meeting_id, group_id, starts_at, ends_at, cancelled_at)
      values (46, 7, '2026-12-08T18:00Z', '2026-12-08T19:00Z', '2026-11-23T10:00Z')
      """)
    let known = try #require(try campaign.context(1, 7, at: "2026-11-24T10:00:00Z"))
    // At seven in Berlin before and after the clocks change; half past eleven in the evening in Kolkata then.
    #expect(known["meeting_time"] == "every Tuesday at 23:30 (Asia/Kolkata)")
    #expect(known["meeting_date"] == "Tuesday, 24 November")
    #expect(known["meeting"]?["exceptions"]?.array?.count == 1 && known["meeting"]?["count"] == 12)
    let state = try #require(try campaign.state(1, 7, at: "2026-11-24T10:00:00Z"))
    #expect(state["has_series"] == true && state["is_changed"] == true)
    #expect(state["told_at"]?.string?.hasPrefix("2026-11-21T10:00") == true)
    #expect(try campaign.state(1, 7, at: "2026-12-23T10:00:00Z")?["has_series"] == false, "the last one is over")
    #expect(try campaign.context(3, 7, at: "2026-11-29T09:00:00Z") != nil, "who left still has it in the calendar")
    #expect(try campaign.context(3, 7, at: "2026-11-29T10:00:00Z") == nil)
  }

  /// Holds REQ-2-14, X-47.
  @Test func aTrialLessonIsOpenUntilItIsFinished() throws {
    let campaign = try PublishedCampaign("trial-nudge")
    try group(on: campaign.database)
    try campaign.database.run(
      """
      insert into lms_data.trial_lessons values (1, 1, 1, '2026-11-20T10:00Z', null),
        (2, 2, 99, '2026-11-20T10:00Z', '2026-11-20T12:00Z')
      """)
    #expect(try campaign.segment(at: "2026-11-20T11:00:00Z") == ["1/1", "2/2"])
    #expect(try campaign.segment(at: "2026-11-20T12:00:00Z") == ["1/1"])
    #expect(try campaign.segment(at: "2026-11-21T10:00:00Z") == [])
    let known = try #require(try campaign.context(1, 1, at: "2026-11-21T10:00:00Z"))
    #expect(known["started_day"] == "yesterday" && known["lesson_title"] == "First")
    #expect(try campaign.context(2, 2, at: "2026-11-21T10:00:00Z") == nil)
    #expect(try campaign.goal(2, 2, at: "2026-11-21T10:00:00Z") == "2026-11-20 12:00")
  }
}
