public import Domain

/// The figures that monitoring watches, each with its labels; nothing in it reads the whole ledger.
public struct MetricSamples: Statement {
  public struct Row: Sendable {
    /// The metric's name without the product's prefix.
    public let family: String
    public let labelNames: [String]
    public let labelValues: [String]
    public let value: Double

    public init(family: String, labelNames: [String], labelValues: [String], value: Double) {
      self.family = family
      self.labelNames = labelNames
      self.labelValues = labelValues
      self.value = value
    }
  }

  public static let sql = """
    with jobs as materialized (
      select j.job, max(j.finished_at) filter (where j.status = 'succeeded') as succeeded_at,
             count(*) filter (where j.status = 'failed' and j.started_at > coalesce(
               (select max(o.started_at) from rekindle.job_execution_logs o where o.job = j.job and o.status = 'succeeded'),
               '-infinity')) as failures
        from rekindle.job_execution_logs j where j.started_at > $1::timestamptz - interval '8 days' group by j.job),
    recent as materialized (
      select c.slug, d.channel, count(*) as sent,
             count(coalesce(d.delivered_at, d.opened_at, d.clicked_at)) as delivered,
             count(coalesce(d.opened_at, d.clicked_at)) filter (where rekindle.measures_opens(d.channel)) as opened,
             count(d.clicked_at) as clicked, count(coalesce(d.bounced_at, d.dropped_at)) as bounced,
             count(d.complained_at) as complained
        from rekindle.messages_sent($1::timestamptz - interval '24 hours', $1::timestamptz + interval '1 microsecond') d
        join rekindle.campaigns c on c.id = d.campaign_id
       where d.status = 'sent' group by c.slug, d.channel),
    episodes as (
      select n.campaign_id, n.status, n.episodes from rekindle.episode_counts n
      union all
      select u.campaign_id, u.status, count(*) from rekindle.episodes_uncounted() u group by 1, 2),
    doubtful as (
      select d.campaign_id, d.channel, d.status
        from rekindle.messages_sent($1::timestamptz - interval '7 days', $1::timestamptz + interval '1 microsecond') d
       where d.status = 'presumed_sent'
      union all
      select d.campaign_id, d.channel, d.status from rekindle.message_deliveries d
       where d.attention_at is not null and d.status = 'unknown' and d.unknown_at > $1::timestamptz - interval '7 days')
    select 'enrollments' as family, '{campaign,status}'::text[] as label_names, array[c.slug, e.status] as label_values,
           sum(e.episodes)::float8 as value
      from episodes e join rekindle.campaigns c on c.id = e.campaign_id group by c.slug, e.status
    union all
    select 'due_enrollments', '{}', '{}', count(*)::float8 from rekindle.campaign_enrollments e
     where e.status = 'active' and e.next_due_at <= $1
    union all
    select 'oldest_due_age_seconds', '{}', '{}',
           coalesce(extract(epoch from $1::timestamptz - min(e.next_due_at)), 0)::float8
      from rekindle.campaign_enrollments e where e.status = 'active' and e.next_due_at <= $1
    union all
    select 'unsettled_deliveries', '{channel,status}', array[d.channel, d.status], count(*)::float8
      from rekindle.message_deliveries d where d.attention_at is not null group by d.channel, d.status
    union all
    select 'messages_last_day', '{campaign,channel,fact}', array[r.slug, r.channel, f.fact], f.value::float8
      from recent r cross join lateral (values ('sent', r.sent), ('delivered', r.delivered), ('opened', r.opened),
        ('clicked', r.clicked), ('bounced', r.bounced), ('complained', r.complained)) f(fact, value)
     where f.fact <> 'opened' or rekindle.measures_opens(r.channel)
    union all
    select 'doubtful_messages_last_week', '{campaign,channel,status}', array[c.slug, d.channel, d.status], count(*)::float8
      from doubtful d join rekindle.campaigns c on c.id = d.campaign_id group by c.slug, d.channel, d.status
    union all
    select 'opt_outs_last_day', '{}', '{}',
           count(distinct (s.user_id, s.channel, s.scope, s.topic, s.campaign_id, s.subject_type, s.subject_id))::float8
      from rekindle.suppressions s
     where s.reason = 'opt_out' and s.created_at > $1::timestamptz - interval '24 hours' and s.created_at <= $1
    union all
    select 'open_anomalies', '{kind}', array[a.kind], sum(a.seen)::float8 from rekindle.anomalies a
     where a.resolved_at is null group by a.kind
    union all
    select 'open_incidents', '{guardrail,subject}', array[i.guardrail, i.subject], 1 from rekindle.incidents i
     where i.opened_at is not null and i.resolved_at is null
    union all
    select 'job_last_success_timestamp_seconds', '{job}', array[j.job], extract(epoch from j.succeeded_at)::float8
      from jobs j where j.succeeded_at is not null
    union all
    select 'job_failures_since_success', '{job}', array[j.job], j.failures::float8 from jobs j
    order by 1, 3
    """
  public static let columns = ["family", "label_names", "label_values", "value"]

  public var now: Instant

  public init(now: Instant) { self.now = now }

  public var binds: [Bind] { [.instant(now)] }

  public static func row(_ cells: borrowing Cells) throws(StoreError) -> Row {
    Row(
      family: try cells.text(0), labelNames: try cells.texts(1), labelValues: try cells.texts(2),
      value: try cells.double(3))
  }
}
