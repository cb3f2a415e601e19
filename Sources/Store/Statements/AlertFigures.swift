public import Domain

/// The figures that people are alerted by, each a row (REQ-0-87 to REQ-0-91); nil where there is too little to judge by.
///
/// The rate of delivery is of what was sent 2 to 26 hours ago, so that reports had time to arrive, and of at least 20 messages;
/// a provider that reports nothing at all is not judged. Opt-outs are of the learners written to in the same day.
public struct AlertFigures: Statement {
  public struct Row: Sendable {
    /// `detection_failing_days`, `email_delivery_percent`, `sms_delivery_percent`, `queued_messages`, `opt_out_percent`.
    public let figure: String
    public let value: Double?
  }

  public static let sql = """
    with sent as (
      select d.channel, count(*) as messages, count(coalesce(d.delivered_at, d.opened_at, d.clicked_at)) as delivered
        from rekindle.message_deliveries d
       where d.scheduled_at > $1::timestamptz - interval '8 days' and d.status = 'sent'
         and d.sent_at > $1::timestamptz - interval '26 hours' and d.sent_at <= $1::timestamptz - interval '2 hours'
       group by d.channel),
    written as (
      select count(distinct d.user_id) as learners from rekindle.message_deliveries d
       where d.scheduled_at > $1::timestamptz - interval '8 days' and d.status = 'sent'
         and d.sent_at > $1::timestamptz - interval '24 hours' and d.sent_at <= $1),
    noes as (
      select count(distinct s.user_id) as learners from rekindle.suppressions s
       where s.reason = 'opt_out' and s.created_at > $1::timestamptz - interval '24 hours' and s.created_at <= $1)
    select 'detection_failing_days' as figure, count(distinct (j.started_at at time zone z.time_zone)::date)::float8 as value
      from rekindle.job_execution_logs j cross join rekindle.deployment z
     where j.job = 'detect' and j.status = 'failed' and j.started_at <= $1 and j.started_at > coalesce((
       select max(o.started_at) from rekindle.job_execution_logs o where o.job = 'detect' and o.status = 'succeeded'), '-infinity')
    union all
    select k.figure, (select case when s.messages >= 20 and s.delivered > 0 then round(100.0 * s.delivered / s.messages, 2) end
                        from sent s where s.channel = k.channel)::float8
      from (values ('email_delivery_percent', 'email'), ('sms_delivery_percent', 'sms')) k(figure, channel)
    union all
    select 'queued_messages', count(*)::float8 from rekindle.message_deliveries d
     where d.attention_at is not null and d.status in ('scheduled', 'sending')
    union all
    select 'opt_out_percent', (case when w.learners >= 20 then round(100.0 * n.learners / w.learners, 2) end)::float8
      from written w cross join noes n
    """
  public static let columns = ["figure", "value"]

  public var now: Instant

  public init(now: Instant) { self.now = now }

  public var binds: [Bind] { [.instant(now)] }

  public static func row(_ cells: borrowing Cells) throws(StoreError) -> Row {
    Row(figure: try cells.text(0), value: try cells.optionalDouble(1))
  }
}
