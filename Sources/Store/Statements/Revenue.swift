public import Domain

/// What came in by day, week or month and currency, as a bookkeeper counts (REQ-3-35).
///
/// Money counts on the day, by the clocks of the zone, on which it moved: payments when they were paid, refunds when they
/// were made, a refund that failed once more when it came back, a dispute when it was lost. An instalment that is paid
/// without a payment that names it counts as money received too. What is outstanding and overdue is so at the end of the
/// period, or now. Amounts are texts with as many decimals as the currency has.
public struct Revenue: Statement {
  /// How long a row's period is.
  public enum Period: String, CaseIterable, Sendable {
    case day, week, month
  }

  public struct Row: Sendable {
    /// `2026-11-20`, `2026-W47` as ISO 8601 counts weeks, or `2026-11`.
    public let period: String
    /// The first and the last day of the period that lie in what was asked for.
    public let days: (first: String, last: String)
    /// The server's name of the zone.
    public let zone: String
    public let currency: String
    public let payments: Int
    public let gross: String
    /// The part of `gross` that instalments are.
    public let instalments: String
    public let refunds: String
    public let refundsReturned: String
    public let disputesLost: String
    public let net: String
    public let outstanding: String
    public let overdue: String
  }

  public static let sql = """
    with asked as materialized (
      select t.zone, t.last, coalesce($2::date, case $4 when 'day' then t.last - 29
               when 'week' then date_trunc('week', t.last::timestamp)::date - 77
               else (date_trunc('month', t.last::timestamp) - interval '11 months')::date end) as first
        from (select z.zone, coalesce($3::date, ($6::timestamptz at time zone z.zone)::date) as last
                from rekindle.time_zones z where z.name = rekindle.zone_name($1) and z.is_known) t),
    bounds as materialized (
      select a.zone, a.first, a.last, a.first::timestamp at time zone a.zone as begins,
             least((a.last + 1)::timestamp at time zone a.zone, $6::timestamptz + interval '1 microsecond') as ends
        from asked a),
    moved as (
      select date_trunc($4, m.at at time zone b.zone) as start, m.currency,
             count(*) filter (where m.kind = 'received') as payments,
             sum(m.amount) filter (where m.kind = 'received') as gross, sum(m.amount) filter (where m.is_instalment) as instalments,
             -sum(m.amount) filter (where m.kind = 'refunded') as refunds, sum(m.amount) filter (where m.kind = 'returned') as returned,
             -sum(m.amount) filter (where m.kind in ('lost', 'regained')) as lost, sum(m.amount) as net
        from rekindle.money_movements m cross join bounds b
       where m.at >= (select a.begins from bounds a) and m.at < (select a.ends from bounds a) group by 1, 2),
    claims as materialized (
      select i.currency, i.due_on, case when i.closed_at < b.ends then (i.closed_at at time zone b.zone)::date end as closed_on,
             (least(coalesce(i.owed_since, i.due_on::timestamp at time zone b.zone), i.closed_at) at time zone b.zone)::date as opened_on,
             sum(i.amount) as amount
        from bounds b cross join rekindle.instalment_claims i group by 1, 2, 3, 4),
    changes as (
      select v.day, c.currency, sum(v.open) as open, sum(v.late) as late
        from claims c
       cross join lateral (select c.closed_on is null or c.closed_on > c.due_on as is_late) l
       cross join lateral (values
         (c.opened_on, c.amount, 0), (c.closed_on, -c.amount, 0),
         (case when l.is_late then c.due_on + 1 end, 0, c.amount), (case when l.is_late then c.closed_on end, 0, -c.amount)) v(day, open, late)
       where v.day <= (select ((b.ends - interval '1 microsecond') at time zone b.zone)::date from bounds b) group by 1, 2),
    balances as (
      select date_trunc($4, greatest(h.day, b.first)::timestamp) as start, h.currency, sum(h.open) as open, sum(h.late) as late
        from changes h cross join bounds b group by 1, 2),
    rows as (
      select p.start, c.currency, b.zone, greatest(p.start::date, b.first) as first,
             least((p.start + ('1 ' || $4)::interval)::date - 1, b.last) as last, m.payments, m.gross, m.instalments, m.refunds,
             m.returned, m.lost, m.net, sum(l.open) over w as outstanding, sum(l.late) over w as overdue, rekindle.minor_digits(c.currency) as digits
        from bounds b
       cross join lateral generate_series(date_trunc($4, b.first::timestamp), b.last::timestamp, ('1 ' || $4)::interval) p(start)
       cross join (select m.currency from moved m union select l.currency from balances l union select upper($5::text)) c
        left join moved m on (m.start, m.currency) = (p.start, c.currency)
        left join balances l on (l.start, l.currency) = (p.start, c.currency)
       where c.currency = coalesce(upper($5::text), c.currency)
      window w as (partition by c.currency order by p.start))
    select to_char(r.start, case $4 when 'day' then 'YYYY-MM-DD' when 'week' then 'IYYY-"W"IW' else 'YYYY-MM' end) as period,
           r.first, r.last, r.zone, r.currency, coalesce(r.payments, 0) as payments,
           round(coalesce(r.gross, 0), r.digits)::text as gross, round(coalesce(r.instalments, 0), r.digits)::text as instalments,
           round(coalesce(r.refunds, 0), r.digits)::text as refunds, round(coalesce(r.returned, 0), r.digits)::text as refunds_returned,
           round(coalesce(r.lost, 0), r.digits)::text as disputes_lost,
           round(coalesce(r.net, 0), r.digits)::text as net,
           round(coalesce(r.outstanding, 0), r.digits)::text as outstanding, round(coalesce(r.overdue, 0), r.digits)::text as overdue
      from rows r order by r.currency, r.start
    """
  public static let columns = [
    "period", "first", "last", "zone", "currency", "payments", "gross", "instalments", "refunds", "refunds_returned",
    "disputes_lost", "net", "outstanding", "overdue",
  ]

  /// A name of a time zone; no rows where the server knows none by it.
  public var zone: String
  /// As `2026-11-20`, each included; nil for what is usual: until today, and 30 days, 12 weeks or 12 months of it.
  public var days: (first: String?, last: String?)
  public var period: Period
  /// Three letters; nil for every currency of which there is something to tell.
  public var currency: String?
  public var now: Instant

  public init(
    zone: String, days: (first: String?, last: String?), by period: Period, currency: String? = nil, now: Instant
  ) {
    self.zone = zone
    self.days = days
    self.period = period
    self.currency = currency
    self.now = now
  }

  public var binds: [Bind] {
    [.text(zone), .text(days.first), .text(days.last), .text(period.rawValue), .text(currency), .instant(now)]
  }

  public static func row(_ cells: borrowing Cells) throws(StoreError) -> Row {
    Row(
      period: try cells.text(0), days: (try cells.text(1), try cells.text(2)), zone: try cells.text(3),
      currency: try cells.text(4), payments: try cells.int(5), gross: try cells.text(6),
      instalments: try cells.text(7), refunds: try cells.text(8), refundsReturned: try cells.text(9),
      disputesLost: try cells.text(10), net: try cells.text(11), outstanding: try cells.text(12),
      overdue: try cells.text(13))
  }
}
