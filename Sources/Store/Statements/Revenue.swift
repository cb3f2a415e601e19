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
      select a.zone, a.first, a.last, rekindle.day_begins(a.first, a.zone) as begins,
             least(rekindle.day_begins(a.last + 1, a.zone), $6::timestamptz + interval '1 microsecond') as ends
        from asked a),
    periods as materialized (
      select row_number() over (order by p.start) as span, p.start, greatest(p.start::date, b.first) as first,
             least((p.start + ('1 ' || $4)::interval)::date - 1, b.last) as last, b.zone, b.ends
        from bounds b
       cross join lateral generate_series(date_trunc($4, b.first::timestamp), b.last::timestamp, ('1 ' || $4)::interval) p(start)),
    spans as materialized (
      select array_agg(least(rekindle.day_begins(p.first, p.zone), p.ends) order by p.span) || min(p.ends) as bounds,
             array_agg(least(p.last, ((p.ends - interval '1 microsecond') at time zone p.zone)::date) order by p.span) as lasts
        from periods p having count(*) > 0),
    sums as materialized (
      select m.span, m.currency, coalesce(sum(m.entries) filter (where m.kind = 'received'), 0)::bigint as payments,
             coalesce(sum(m.amount) filter (where m.kind = 'received'), 0) as gross,
             coalesce(sum(m.amount) filter (where m.kind = 'instalment'), 0) as instalments,
             coalesce(-sum(m.amount) filter (where m.kind = 'refunded'), 0) as refunds,
             coalesce(sum(m.amount) filter (where m.kind = 'returned'), 0) as returned,
             coalesce(-sum(m.amount) filter (where m.kind in ('lost', 'regained')), 0) as lost,
             coalesce(sum(m.amount) filter (where m.kind in ('received', 'refunded', 'returned', 'lost', 'regained')), 0) as net,
             coalesce(sum(m.amount) filter (where m.kind = 'open'), 0) as opened,
             coalesce(sum(m.amount) filter (where m.kind = 'late'), 0) as late,
             coalesce(sum(m.amount) filter (where m.kind = 'open_near'), 0) as open_near,
             coalesce(sum(m.amount) filter (where m.kind = 'late_near'), 0) as late_near
        from spans s cross join lateral rekindle.money_in(s.bounds, s.lasts) m group by 1, 2),
    rows as (
      select p.start, c.currency, p.zone, p.first, p.last, m.payments, m.gross, m.instalments, m.refunds, m.returned, m.lost, m.net,
             sum(m.opened) over w + coalesce(m.open_near, 0) as outstanding, sum(m.late) over w + coalesce(m.late_near, 0) as overdue,
             rekindle.minor_digits(c.currency) as digits
        from periods p
       cross join (select m.currency from sums m union select upper($5::text)) c
        left join sums m on m.span = p.span and m.currency = c.currency
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
