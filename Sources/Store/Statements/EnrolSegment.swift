public import Domain
import JSON

/// Opens enrolments for everybody whom a campaign's segment names and who may enter: once a learner, subject and episode.
///
/// Safe to run late, twice and side by side: both inserts go in one order and leave what is there alone.
public struct EnrolSegment: Statement {
  /// What one run did.
  public struct Row: Sendable {
    /// Pairs that the segment named.
    public let found: Int
    /// Enrolments opened.
    public let enrolled: Int
    /// Of those, enrolments of the comparison group.
    public let heldOut: Int
  }

  public static let sql = """
    with segment as materialized (
      select s.user_id, s.subject_id, s.last_activity_at from rekindle.campaign_segment($1, $2, $3, $4, $5) s),
    earlier as materialized (
      select e.user_id, e.subject_id, max(e.episode) as episode, bool_or(e.ended_at is null) as is_live,
             max(e.ended_at) as ended_at, max(e.last_activity_at) as last_activity_at
        from rekindle.campaign_enrollments e where e.campaign_id = $1 group by e.user_id, e.subject_id),
    entering as materialized (
      select s.user_id, s.subject_id, s.last_activity_at, coalesce(p.episode, 0) + 1 as episode
        from segment s left join earlier p on p.user_id = s.user_id and p.subject_id = s.subject_id
       where ($7 >= 10000 or rekindle.bucket(s.user_id, $6) < $7)
         and (p.episode is null
              or (not p.is_live and p.ended_at + $9::interval <= $3
                  and coalesce(p.last_activity_at < s.last_activity_at, true)))
         and not exists (
           select from rekindle.suppressions n
            where n.user_id = s.user_id and rekindle.covers(n, $10, $11, $1, $12, s.subject_id, 'all', null))),
    known as (
      insert into rekindle.recipients (user_id, created_at)
      select distinct n.user_id, $3::timestamptz from entering n order by n.user_id
      on conflict do nothing),
    opened as (
      insert into rekindle.campaign_enrollments
        (user_id, subject_id, campaign_id, version, episode, is_holdout, exclusive_group, enrolled_at, anchor_at,
         last_activity_at, steps, next_due_at)
      select n.user_id, n.subject_id, $1, $2, n.episode, $8 > 0 and rekindle.bucket(n.user_id, $6 || ':holdout') < $8,
             $13, $3, $14, n.last_activity_at, $15::jsonb, $16
        from entering n order by n.user_id, n.subject_id
      on conflict do nothing
      returning is_holdout)
    select (select count(*) from segment) as found, count(*) as enrolled,
           count(*) filter (where is_holdout) as held_out
      from opened
    """
  public static let columns = ["found", "enrolled", "held_out"]

  public var id: CampaignVersionID
  /// Salt of the rollout's and the comparison group's buckets.
  public var slug: String
  public var campaign: Campaign
  public var now: Instant

  public init(id: CampaignVersionID, campaign: Campaign, now: Instant) {
    self.id = id
    self.slug = campaign.slug
    self.campaign = campaign
    self.now = now
  }

  public var binds: [Bind] {
    let start = now + campaign.enter.delay
    let steps = campaign.initialSteps(startingAt: start)
    return [
      .int(id.campaign), .int(id.version), .instant(now), .int(campaign.enter.inactiveDays),
      .int(campaign.enter.lookbackDays), .text(slug), .int(campaign.enter.rollout), .int(campaign.enter.holdout),
      .span(campaign.enter.reentryAfter), .text(campaign.messageClass.rawValue), .text(campaign.topic),
      .text(campaign.subject), .text(campaign.exclusiveGroup), .instant(start), .json(.array(steps.map(\.json))),
      .instant(steps.compactMap(\.nextSlot).min() ?? start),
    ]
  }

  public static func row(_ cells: borrowing Cells) throws(StoreError) -> Row {
    Row(found: try cells.int(0), enrolled: try cells.int(1), heldOut: try cells.int(2))
  }
}
