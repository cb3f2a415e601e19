import Domain
import Store

/// Lets in whom the segment names at a moment of the past, as detection would have: once, and again by the campaign's rule for it.
struct EnterPast: Statement {
  struct Row: Sendable {
    var named: Int
    var entered: Int
    /// Learners for whom the segment fails.
    var failed: Int
  }

  static let sql = """
    with segment as materialized (
      select s.user_id, s.subject_id, s.last_activity_at, s.fault
        from rekindle.campaign_segment($1::int, $2::int, $3::timestamptz, null) s),
    members as materialized (
      select s.user_id, s.subject_id, max(s.last_activity_at) as last_activity_at from segment s
       where s.fault is null group by s.user_id, s.subject_id),
    earlier as materialized (
      select distinct on (e.user_id, e.subject_id) e.user_id, e.subject_id, e.episode, e.closed_at, e.last_activity_at
        from past.episodes e order by e.user_id, e.subject_id, e.episode desc),
    entering as materialized (
      select m.user_id, m.subject_id, m.last_activity_at, coalesce(p.episode, 0) + 1 as episode
        from members m left join earlier p on p.user_id = m.user_id and p.subject_id = m.subject_id
       where ($5::int >= 10000 or rekindle.bucket(m.user_id, $4) < $5)
         and (p.episode is null
              or p.closed_at + $6::interval <= $3 and coalesce(p.last_activity_at < m.last_activity_at, true))),
    opened as (
      insert into past.episodes (user_id, subject_id, episode, is_first, entered_at, last_activity_at)
      select n.user_id, n.subject_id, n.episode,
             row_number() over (partition by n.user_id order by n.subject_id) = 1
             and not exists (select from earlier p where p.user_id = n.user_id),
             $3, n.last_activity_at
        from entering n
      returning user_id)
    select (select count(*) from members) as named, (select count(*) from opened) as entered,
           (select count(*) from segment s where s.fault is not null) as failed
    """
  static let columns = ["named", "entered", "failed"]

  var id: CampaignVersionID
  var campaign: Campaign
  var moment: Instant

  var binds: [Bind] {
    [
      .int(id.campaign), .int(id.version), .instant(moment), .text(Salt.rollout(campaign.slug).text),
      .int(campaign.enter.rollout), .span(campaign.enter.reentryAfter),
    ]
  }

  static func row(_ cells: borrowing Cells) throws(StoreError) -> Row {
    Row(named: try cells.int(0), entered: try cells.int(1), failed: try cells.int(2))
  }
}
