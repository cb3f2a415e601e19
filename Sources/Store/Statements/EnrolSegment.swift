public import Domain

/// Opens enrolments for everybody, or those of some learners, whom a campaign's segment names and who may enter: once a learner,
/// subject and episode.
///
/// Whom the segment names is remembered until a run names them no more (REQ-4-22); who said no to everything, and who is
/// forgotten, is not.
/// Everybody who is written to gets a variant of each experiment. Where learners are held out or have variants, each enrolment's
/// side is written beside it (`assignments`).
/// Their addresses are compared with everybody's before anything is written to them, other than transactional messages.
/// What a campaign of lower priority has begun for the same learner, subject and group ends with it.
/// Safe to run late, twice and side by side: both inserts go in one order and leave what is there alone.
public struct EnrolSegment: Statement {
  /// What one run did.
  public struct Row: Sendable {
    /// Pairs that the segment named.
    public let found: Int
    /// Enrolments opened.
    public let enrolled: Int
    /// Pairs of the segment that have an episode now, whenever it began.
    public let covered: Int
    /// Of the enrolments opened, those of the comparison group.
    public let heldOut: Int
    /// Rows of the segment that failed; each is an anomaly.
    public let failed: Int
  }

  public static let sql = """
    with segment as materialized (
      select s.user_id, s.subject_id, s.last_activity_at, s.fault from rekindle.campaign_segment($1, $2, $3, $4::bigint[]) s),
    failed as (
      insert into rekindle.anomalies (kind, detail, created_at)
      select 'segment_failed', n.detail, $3 from (
        select distinct format('%s version %s learner %s: %s', $16::text, $2::int, coalesce(s.user_id::text, 'unknown'), s.fault)
               as detail from segment s where s.fault is not null) n
       where not exists (
         select from rekindle.anomalies o
          where o.resolved_at is null and o.kind = 'segment_failed' and o.detail = n.detail)),
    members as materialized (
      select s.user_id, s.subject_id, max(s.last_activity_at) as last_activity_at from segment s
       where s.fault is null and not exists (
         select from rekindle.suppressions n
          where n.user_id = s.user_id and n.scope = 'all' and n.channel = 'all' and n.lifted_at is null)
       group by s.user_id, s.subject_id),
    named as (
      insert into rekindle.segment_blocks as b (campaign_id, block, version, members, named_at)
      select $1::int, n.user_id >> 10, $2::int,
             array_agg((n.user_id, n.subject_id, n.last_activity_at)::rekindle.segment_member), $3::timestamptz
        from members n group by n.user_id >> 10 order by n.user_id >> 10
      on conflict (campaign_id, block) do update set
        members = case when $4::bigint[] is null then excluded.members
          else array(select k from unnest(b.members) k where k.user_id <> all ($4)) || excluded.members end,
        version = case when $4 is null then excluded.version else b.version end,
        named_at = case when $4 is null then excluded.named_at else b.named_at end
        where $4 is not null or b.named_at <= excluded.named_at),
    emptied as (
      delete from rekindle.segment_blocks b
       where b.campaign_id = $1 and $4 is null and b.named_at <= $3 and b.block not in (select n.user_id >> 10 from members n)),
    left_alone as (
      update rekindle.segment_blocks b set members = array(select k from unnest(b.members) k where k.user_id <> all ($4))
       where b.campaign_id = $1 and b.block in (select distinct u >> 10 from unnest($4::bigint[]) u)
         and b.block not in (select n.user_id >> 10 from members n)
         and exists (select from unnest(b.members) k where k.user_id = any ($4))),
    earlier as materialized (
      select e.user_id, e.subject_id, max(e.episode) as episode, bool_or(e.ended_at is null) as is_live,
             max(e.ended_at) as ended_at, max(e.last_activity_at) as last_activity_at,
             max(e.episode) = max(e.episode) filter (where e.status = 'exhausted') as is_exhausted
        from rekindle.campaign_enrollments e
       where e.campaign_id = $1 and ($4::bigint[] is null or e.user_id = any ($4)) group by e.user_id, e.subject_id),
    entering as materialized (
      select s.user_id, s.subject_id, s.last_activity_at, coalesce(p.episode, 0) + 1 as episode
        from segment s left join earlier p on p.user_id = s.user_id and p.subject_id = s.subject_id
       where s.fault is null and ($6 >= 10000 or rekindle.bucket(s.user_id, $5) < $6)
         and (p.episode is null
              or (not p.is_live and p.ended_at + $8::interval <= $3
                  and not ($18::boolean and coalesce(p.is_exhausted, false))   -- it goes on by itself when its moments move
                  and coalesce(p.last_activity_at < s.last_activity_at, true)))
         and not exists (
           select from rekindle.suppressions n
            where n.user_id = s.user_id and ($4::bigint[] is null or n.user_id = any ($4))
              and rekindle.covers(n, $9, $10, $1, $11, s.subject_id, 'all', null))),
    below as materialized (
      select e.id from rekindle.campaign_enrollments e
        join entering n on n.user_id = e.user_id and n.subject_id = e.subject_id
        join rekindle.campaign_versions v on v.campaign_id = e.campaign_id and v.version = e.version
       where $17 > 0 and e.campaign_id <> $1 and e.exclusive_group = $12 and e.status = 'active'
         and coalesce((v.definition->>'priority')::int, 0) < $17
       order by e.id for no key update of e skip locked),
    displaced as (
      update rekindle.campaign_enrollments e
         set status = 'expired', end_reason = 'taken_over', ended_at = $3, next_due_at = null
        from below where e.id = below.id
      returning e.id),
    known as (
      insert into rekindle.recipients (user_id, created_at)
      select distinct n.user_id, $3::timestamptz from entering n order by n.user_id
      on conflict do nothing),
    opened as (
      insert into rekindle.campaign_enrollments
        (user_id, subject_id, campaign_id, version, episode, is_holdout, exclusive_group, enrolled_at, anchor_at,
         last_activity_at, steps, next_due_at, variants)
      select n.user_id, n.subject_id, $1, $2, n.episode, n.is_held, $12, $3, $13, n.last_activity_at, '[]', $15,
             case when $20::text[] <> '{}' and not n.is_held then (
               select jsonb_object_agg(x.experiment, x.variant)
                 from unnest($20::text[], $21::text[], $22::text[], $23::bigint[], $24::bigint[])
                      x(experiment, salt, variant, first, last)
                where rekindle.bucket(n.user_id, x.salt) between x.first and x.last) end
        from (select e.*, $7 > 0 and rekindle.bucket(e.user_id, $14) < $7 as is_held from entering e) n
       where (select count(*) from displaced) >= 0   -- before the insert, which their rows would refuse
       order by n.user_id, n.subject_id
      on conflict do nothing
      returning id, user_id, is_holdout, episode),
    waiting as (
      insert into rekindle.addresses_waiting (user_id)
      select distinct case when (select count(*) from opened) <= 1000 then o.user_id end
        from opened o where not o.is_holdout and $9 <> 'transactional'),
    assigned as (
      insert into rekindle.assignments (enrollment_id, campaign_id, version, is_held, held_share, is_first, closes_at)
      select o.id, $1, $2, o.is_holdout, $7, row_number() over (partition by o.user_id order by o.id) = 1
             and not exists (select from earlier p where p.user_id = o.user_id), $3::timestamptz + $19::interval
        from opened o where ($7 between 1 and 9999 or $7 = 0 and $20::text[] <> '{}') and $19 is not null)
    select s.found, count(o.is_holdout) as enrolled, count(*) filter (where o.is_holdout) as held_out, s.failed,
           s.known + count(o.is_holdout) filter (where o.episode = 1) as covered
      from (
        select count(*) filter (where s.fault is null) as found, count(s.fault) as failed, count(p.episode) as known
          from segment s left join earlier p on p.user_id = s.user_id and p.subject_id = s.subject_id) s
      left join opened o on true
     group by s.found, s.failed, s.known
    """
  public static let columns = ["found", "enrolled", "held_out", "failed", "covered"]

  public var id: CampaignVersionID
  public var campaign: Campaign
  public var now: Instant
  /// Only of these learners, each once and in order; nil enrols everybody.
  public var learners: [Int]?

  public init(id: CampaignVersionID, campaign: Campaign, now: Instant, learners: [Int]? = nil) {
    self.id = id
    self.campaign = campaign
    self.now = now
    self.learners = learners
  }

  public var binds: [Bind] {
    let start = now + campaign.enter.delay
    let draws = campaign.experiments.flatMap { experiment in
      zip(experiment.variants, experiment.ranges).map { (experiment: experiment, variant: $0, buckets: $1) }
    }
    return [
      .int(id.campaign), .int(id.version), .instant(now), learners.map(Bind.ints) ?? .null,
      .text(Salt.rollout(campaign.slug).text),
      .int(campaign.enter.rollout), .int(campaign.enter.holdout), .span(campaign.enter.reentryAfter),
      .text(campaign.messageClass.rawValue), .text(campaign.topic), .text(campaign.subject),
      .text(campaign.exclusiveGroup), .instant(start), .text(Salt.holdout(campaign.slug).text),
      .instant(campaign.firstLook(enteredAt: now)), .text(campaign.slug), .int(campaign.priority),
      .bool(campaign.steps.contains { $0.timing.anchor != nil }), .span(campaign.goalWithin),
      .texts(draws.map(\.experiment.name)), .texts(draws.map { Salt.variant(campaign.slug, of: $0.experiment).text }),
      .texts(draws.map(\.variant.name)), .ints(draws.map(\.buckets.lowerBound)),
      .ints(draws.map { $0.buckets.upperBound - 1 }),
    ]
  }

  public static func row(_ cells: borrowing Cells) throws(StoreError) -> Row {
    Row(
      found: try cells.int(0), enrolled: try cells.int(1), covered: try cells.int(4), heldOut: try cells.int(2),
      failed: try cells.int(3))
  }
}
