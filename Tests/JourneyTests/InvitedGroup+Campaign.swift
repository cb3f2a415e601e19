/// The campaign that invites the members, and tells them when that is no longer true.
extension InvitedGroup {
  static let campaign = MadeUpCampaign(
    "group-invites", subject: "group", enter: "  after: 1 hour",
    segment: """
      select m.user_id, m.group_id as subject_id, null::timestamptz as last_activity_at
        from lms.group_members m where m.left_at is null
      """
  )
  .replacing("campaign.yaml", "every: 7 days", "on: enter")
  .replacing("campaign.yaml", "channels: [sms]", "channels: [calendar]")
  .replacing(
    "campaign.yaml", "subject: group",
    "subject: group\nreason: You are in this group.\ninvitations: { changed: moved, cancelled: off, removed: left }"
  )
  .without("messages/text.sms.md")
  .with("messages/text.calendar.md", message("request", "You are in {{group_name}}"))
  .with("messages/moved.calendar.md", message("request", "{{group_name}} moves"))
  .with("messages/off.calendar.md", message("cancel", "The group is off"))
  .with("messages/left.calendar.md", message("remove", "You have left the group"))
  .with(
    "context.sql",
    """
    select g.name as group_name,
           jsonb_build_object(
             'id', 'group-' || g.group_id, 'title', g.name, 'starts_at', timestamptz '2026-12-01 18:00Z',
             'ends_at', timestamptz '2026-12-01 19:00Z', 'frequency', 'weekly', 'count', 4, 'url', g.channel_url,
             'clocks', rekindle.clocks('Europe/Berlin', '2027-03-01Z'), 'exceptions', c.exceptions, 'moved', c.moved,
             'standing', case when g.channel_url = 'https://learn.example/closed' then 'cancelled' else 'invited' end
           ) as meeting
      from lms.groups g
      join lms.group_members m on m.group_id = g.group_id and m.user_id = learner and m.left_at is null
     cross join lateral rekindle.series_changes(g.group_id, as_of) c
     where g.group_id = subject
    """
  )
  .with("goal.sql", "select null::timestamptz as reached_at where false")
  .with(
    "samples/learner.json",
    """
    {"group_name": "Öland", "meeting": {"id": "group-7", "title": "Öland", "starts_at": "2026-12-01T18:00:00Z",
     "ends_at": "2026-12-01T19:00:00Z"}}
    """)

  private static func message(_ invite: String, _ subject: String) -> String {
    "---\nsubject: \"\(subject)\"\npreheader: When it meets.\ninvite: \(invite)\n---\nNews of your group.\n"
  }
}
