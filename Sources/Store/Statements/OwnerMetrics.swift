public import Domain

/// How a stretch of days did beside the one of the same length before it (REQ-3-34).
///
/// Days are those of the zone. Where the stretch is not over, the one before is cut at the same distance from its end. Amounts
/// stand in a row for each currency, counts in one without.
public struct OwnerMetrics: Statement {
  public struct Row: Sendable {
    public let metric: String
    /// nil for a count.
    public let currency: String?
    /// An amount with the currency's decimals, or a whole number.
    public let value: String
    public let previous: String
    public let change: String
    /// Of the value before; nil where there is nothing to compare.
    public let percent: Double?
    public let days: (first: String, last: String)
    public let previousDays: (first: String, last: String)
    /// The server's name of the zone.
    public let zone: String
  }

  public static let sql = """
    with asked as materialized (
      select t.zone, t.last, coalesce($2::date, t.last - 29) as first
        from (select z.zone, coalesce($3::date, ($5::timestamptz at time zone z.zone)::date) as last
                from rekindle.time_zones z where z.name = rekindle.zone_name($1) and z.is_known) t),
    bounds as materialized (
      select a.zone, a.first, a.last, a.first - (a.last - a.first + 1) as first_before, a.first::timestamp at time zone a.zone as begins,
             least(f.full_end, $5::timestamptz + interval '1 microsecond') as ends,
             (a.first - (a.last - a.first + 1))::timestamp at time zone a.zone as begins_before,
             a.first::timestamp at time zone a.zone
               - greatest(f.full_end - ($5::timestamptz + interval '1 microsecond'), interval '0') as ends_before
        from asked a cross join lateral (select (a.last + 1)::timestamp at time zone a.zone as full_end) f
       where a.first <= a.last),
    spans as materialized (
      select s.is_now, s.place, s.begins, s.ends from bounds b
       cross join lateral (values (true, 3, b.begins, b.ends), (false, 1, b.begins_before, b.ends_before)) s(is_now, place, begins, ends)),
    edges as materialized (
      select array[b.begins_before, greatest(b.ends_before, b.begins_before), b.begins, greatest(b.ends, b.begins)] as moments
        from bounds b),
    money as materialized (
      select m.span = 3 as is_now, m.currency, m.kind, m.amount
        from edges e cross join lateral rekindle.money_in(e.moments, null) m where m.span in (1, 3)),
    people as materialized (select p.span, p.people from edges e cross join lateral rekindle.people_came(e.moments) p),
    sums as (
      select m.is_now, k.metric, m.currency, sum(m.amount) filter (where m.kind = any (k.kinds)) * k.sign as value
        from money m
       cross join (values ('revenue_net', '{received,refunded,returned,lost,regained}'::text[], 1), ('revenue_gross', '{received}', 1),
                          ('refunds', '{refunded,returned}', -1), ('disputes_lost', '{lost,regained}', -1)) k(metric, kinds, sign)
       group by m.is_now, k.metric, m.currency, k.sign
      union all
      select s.is_now, 'orders_value', upper(o.currency), sum(o.total)
        from spans s join lms.orders o on o.ordered_at >= s.begins and o.ordered_at < s.ends group by 1, 3
      union all
      select s.is_now, 'orders', null, (select count(*) from lms.orders o where o.ordered_at >= s.begins and o.ordered_at < s.ends)
        from spans s
      union all
      select s.is_now, 'orders_cancelled', null,
             (select count(*) from lms.orders o where o.cancelled_at >= s.begins and o.cancelled_at < s.ends) from spans s
      union all
      select s.is_now, 'class_enrolments', null,
             (select count(*) from lms.class_enrolments e where e.confirmed_at >= s.begins and e.confirmed_at < s.ends) from spans s
      union all
      select s.is_now, 'class_cancellations', null,
             (select count(*) from lms.class_enrolments e where e.cancelled_at >= s.begins and e.cancelled_at < s.ends) from spans s
      union all
      select s.is_now, 'course_enrolments', null,
             (select count(*) from lms.course_enrolments e where e.enrolled_at >= s.begins and e.enrolled_at < s.ends) from spans s
      union all
      select s.is_now, u.metric, null, u.value
        from spans s
       cross join lateral (
         select sum(p.people) filter (where p.span = s.place) as came, sum(p.people) filter (where p.span <= s.place) as there
           from people p) c
       cross join lateral (values ('new_users', c.came), ('users', c.there)) u(metric, value)
      union all
      select s.is_now, v.metric, v.currency, v.value
        from bounds b cross join lateral rekindle.reminders_open(array[b.ends_before, b.ends]) r
        join spans s on s.place = 2 * r.place - 1
       cross join rekindle.deployment d
       cross join lateral (values ('active_reminders', null, r.episodes), ('active_reminders_worth', d.currency, r.worth))
         v(metric, currency, value)
       where v.value is not null and (v.metric = 'active_reminders' or v.currency is not null)),
    pairs as (
      select s.metric, s.currency, coalesce(sum(s.value) filter (where s.is_now), 0) as value,
             coalesce(sum(s.value) filter (where not s.is_now), 0) as previous,
             case when s.currency is null then 0 else rekindle.minor_digits(s.currency) end as digits
        from sums s where $4::text is null or s.currency is null or s.currency = upper($4::text) group by 1, 2)
    select p.metric, p.currency, round(p.value, p.digits)::text as value, round(p.previous, p.digits)::text as previous,
           round(p.value - p.previous, p.digits)::text as change,
           round(100 * (p.value - p.previous) / nullif(abs(p.previous), 0), 1)::float8 as percent, b.first, b.last, b.first_before,
           b.first - 1 as last_before, b.zone
      from pairs p cross join bounds b
     order by array_position('{revenue_net,revenue_gross,refunds,disputes_lost,orders_value,orders,orders_cancelled,class_enrolments,class_cancellations,course_enrolments,new_users,users,active_reminders,active_reminders_worth}'::text[], p.metric), p.currency
    """
  public static let columns = [
    "metric", "currency", "value", "previous", "change", "percent", "first", "last", "first_before", "last_before",
    "zone",
  ]

  /// A name of a time zone; no rows where the server knows none by it.
  public var zone: String
  /// As `2026-11-20`, each included; nil for until today, and 30 days of it.
  public var days: (first: String?, last: String?)
  /// Three letters; nil for every currency of which there is something to tell.
  public var currency: String?
  public var now: Instant

  public init(zone: String, days: (first: String?, last: String?), currency: String? = nil, now: Instant) {
    self.zone = zone
    self.days = days
    self.currency = currency
    self.now = now
  }

  public var binds: [Bind] { [.text(zone), .text(days.first), .text(days.last), .text(currency), .instant(now)] }

  public static func row(_ cells: borrowing Cells) throws(StoreError) -> Row {
    Row(
      metric: try cells.text(0), currency: try cells.optionalText(1), value: try cells.text(2),
      previous: try cells.text(3), change: try cells.text(4), percent: try cells.optionalDouble(5),
      days: (try cells.text(6), try cells.text(7)), previousDays: (try cells.text(8), try cells.text(9)),
      zone: try cells.text(10))
  }
}
