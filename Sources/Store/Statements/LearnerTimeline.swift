public import Domain

/// Everything that happened with one learner, and what is planned, a page at a time, the newest first: episodes, messages, what was
/// reported about them, noes, consents, goals and wishes.
public struct LearnerTimeline: Statement {
  public struct Row: Sendable {
    public let at: Instant
    /// What it is: a status of a message, the kind of a report, or a word of the statement's own.
    public let kind: String
    /// The campaign's title; nil where it is about all.
    public let campaign: String?
    /// What the episode is about; nil where nobody has a name for it.
    public let subject: String?
    public let channel: String?
    /// The message's text; nil where it is about none.
    public let template: String?
    /// A reason's code; nil where there is none.
    public let code: String?
    public let detail: String?
    /// The message it is about; nil where it is about none.
    public let deliveryID: Int?
  }

  /// How many rows a page has; the statement gives one more where another page follows.
  public static let pageSize = 100

  public static let sql = """
    with episodes as materialized (
      select e.id, e.campaign_id, e.status, e.is_holdout, e.enrolled_at, e.ended_at, e.end_reason, e.next_due_at, e.defer_reason
        from rekindle.campaign_enrollments e where e.user_id = $1),
    messages as materialized (
      select d.id, d.enrollment_id, d.campaign_id, d.channel::text as channel, d.template, d.status, d.reason, d.reason_detail,
             case when d.status = 'scheduled' then d.not_before else coalesce(d.sent_at, d.slot_at) end as at
        from rekindle.message_deliveries d where d.user_id = $1),
    entries as (
      select e.enrolled_at as at, 1 as rank, case when e.is_holdout then 'held_out' else 'enrolled' end as kind, e.id as episode,
             e.campaign_id, null as channel, null as template, null as code, null as detail, null::bigint as delivery_id
        from episodes e
      union all
      select e.ended_at, 6, case e.end_reason when 'goal_reached' then 'goal' else 'ended' end, e.id, e.campaign_id, null, null,
             e.end_reason, null, null
        from episodes e where e.ended_at is not null
      union all
      select e.next_due_at, 7, 'due', e.id, e.campaign_id, null, null, e.defer_reason, null, null
        from episodes e where e.next_due_at is not null and not e.is_holdout
      union all
      select a.reached_at, 6, 'goal', e.id, e.campaign_id, null, null, 'held_out', null, null
        from episodes e join rekindle.assignments a on a.enrollment_id = e.id
       where a.reached_at is not null and e.is_holdout and e.end_reason is distinct from 'goal_reached'
      union all
      select m.at, 2, m.status, m.enrollment_id, m.campaign_id, m.channel, m.template, m.reason, m.reason_detail, m.id from messages m
      union all
      select v.occurred_at, 3, v.kind, m.enrollment_id, m.campaign_id, m.channel, m.template,
             case when v.is_suspect then 'machine' end, nullif(v.detail, ''), m.id
        from messages m join rekindle.delivery_events v on v.delivery_id = m.id
      union all
      select s.created_at, 4, s.reason, null, nullif(s.campaign_id, 0), s.channel::text, null, s.scope, s.source, null
        from rekindle.suppressions s where s.user_id = $1
      union all
      select s.lifted_at, 5, 'lifted', null, nullif(s.campaign_id, 0), s.channel::text, null, s.scope, s.lift_note, null
        from rekindle.suppressions s where s.user_id = $1 and s.lifted_at is not null
      union all
      select k.given_at, 4, case when k.is_granted then 'agreed' else 'withdrawn' end, null, null, k.channel::text, null, null, k.source,
             null
        from rekindle.consents k where k.user_id = $1
      union all
      select i.received_at, 4, 'replied', null, null, i.channel::text, null, null, null, null
        from rekindle.inbound_replies i where i.body is not null and $1 = any (i.learners)
      union all
      select w.changed_at, 4, 'wished', null, null, null, null, null,
             concat_ws(', ', 'nothing before ' || to_char(w.snoozed_until at time zone 'UTC', 'YYYY-MM-DD'),
               case when w.is_weekly then 'at most one message a week' end,
               'between ' || to_char(make_interval(mins => w.from_minute), 'HH24:MI') || ' and '
                 || to_char(make_interval(mins => w.to_minute), 'HH24:MI'),
               'learns at ' || w.hour || ':00'), null
        from rekindle.wishes w where w.user_id = $1),
    page as materialized (
      select n.at, n.rank, n.kind, n.episode, n.campaign_id, n.channel, n.template, n.code, n.detail, n.delivery_id
        from entries n order by n.at desc, n.rank desc, n.delivery_id desc, n.episode desc, n.kind limit $3::int offset $4::int),
    titles as materialized (
      select k.episode, rekindle.subject_title(k.episode, $2) as title from (select distinct p.episode from page p where p.episode is not null) k)
    select p.at, p.kind, c.title as campaign, t.title as subject, p.channel, p.template, p.code, p.detail, p.delivery_id
      from page p left join rekindle.campaigns c on c.id = p.campaign_id left join titles t on t.episode = p.episode
     order by p.at desc, p.rank desc, p.delivery_id desc, p.episode desc, p.kind
    """
  public static let columns = [
    "at", "kind", "campaign", "subject", "channel", "template", "code", "detail", "delivery_id",
  ]

  public var userID: Int
  /// From 1.
  public var page: Int
  public var now: Instant

  public init(userID: Int, page: Int = 1, now: Instant) {
    self.userID = userID
    self.page = page
    self.now = now
  }

  public var binds: [Bind] {
    [.int(userID), .instant(now), .int(Self.pageSize + 1), .int((page - 1) * Self.pageSize)]
  }

  public static func row(_ cells: borrowing Cells) throws(StoreError) -> Row {
    Row(
      at: try cells.instant(0), kind: try cells.text(1), campaign: try cells.optionalText(2),
      subject: try cells.optionalText(3), channel: try cells.optionalText(4), template: try cells.optionalText(5),
      code: try cells.optionalText(6), detail: try cells.optionalText(7), deliveryID: try cells.optionalInt(8))
  }
}
