import Domain
import Store

/// Notes what became of the open episodes by a moment of the past, and closes those that reached the goal or whose window is over.
struct FollowPast: Statement {
  static let sql = """
    with seen as materialized (select f.* from past.followed($1::int, $2::int, $3::timestamptz) f)
    update past.episodes e
       set goal_at = s.goal_at,
           returned_at = coalesce(e.returned_at, case when s.last_activity_at > e.entered_at then s.last_activity_at end),
           anchors = coalesce(s.anchors, e.anchors),
           closed_at = case when s.goal_at is not null or e.entered_at + $4::interval <= $3
                            then least(s.goal_at, e.entered_at + $4) end
      from seen s
     where s.user_id = e.user_id and s.subject_id = e.subject_id and s.episode = e.episode
       and (s.goal_at is not null or s.last_activity_at > e.entered_at and e.returned_at is null
            or s.anchors is distinct from e.anchors or e.entered_at + $4 <= $3)
    """

  var id: CampaignVersionID
  var moment: Instant
  /// How long after the entry an episode is looked at.
  var window: Instant.Span
  var binds: [Bind] { [.int(id.campaign), .int(id.version), .instant(moment), .span(window)] }
}
