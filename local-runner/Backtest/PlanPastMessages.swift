import Domain
import Store

/// The messages that the campaign's steps plan for the past's pairs until they come back, reach the goal or their window ends: one
/// a slot, on the first channel on which the learner has an address, at the most that it may cost at today's prices.
struct PlanPastMessages: Statement {
  struct Row: Equatable, Sendable {
    var channel: Channel
    var messages: Int
    var learners: Int
    /// Nil where the channel has no price.
    var cost: Money?
  }

  static let sql = """
    with version as (
      select v.definition, (v.definition #>> '{enter,delay}')::float8 as delay
        from rekindle.campaign_versions v where v.campaign_id = $1::int and v.version = $2::int),
    step as materialized (
      select s.number, s.step, s.step->'requires' as requires,
             not s.step ? 'deliver' and not s.step ? 'fallback_after' as uses_all
        from version v cross join jsonb_array_elements(v.definition->'steps') with ordinality s(step, number)),
    episode as materialized (
      select e.user_id, e.subject_id, e.episode, e.entered_at, e.anchors,
             e.entered_at + make_interval(secs => v.delay) as starts_at,
             least(e.goal_at, e.returned_at, e.entered_at + $3::interval) as stops_at
        from past.episodes e cross join version v),
    route as materialized (
      select p.user_id, s.number, k.channel, row_number() over (partition by p.user_id, s.number order by k.place) as place
        from (select distinct e.user_id from episode e) p
       cross join step s cross join jsonb_array_elements_text(s.step->'channels') with ordinality k(channel, place)
       where rekindle.address_kind(k.channel) is null
          or exists (select from lms.addresses a
                      where a.user_id = p.user_id and a.address_kind = rekindle.address_kind(k.channel)
                        and a.address is not null)),
    free as materialized (
      select e.user_id, e.subject_id, e.episode, r.channel, t.at,
             row_number() over (partition by e.user_id, e.subject_id, e.episode, r.channel order by t.at, s.number) as nth
        from episode e
        join route r on r.user_id = e.user_id
        join step s on s.number = r.number and s.requires = '{}' and (s.uses_all or r.place = 1)
       cross join lateral (
         select generate_series(e.starts_at, e.stops_at, make_interval(secs => (s.step->>'every')::float8))
          where s.step ? 'every'
         union all select e.starts_at + make_interval(secs => (s.step->>'after')::float8)
          where jsonb_typeof(s.step->'after') = 'number'
         union all select e.entered_at where s.step ? 'on'
         union all select (e.anchors->>(s.step #>> '{before,anchor}'))::timestamptz
                          - make_interval(secs => (s.step #>> '{before,span}')::float8) where s.step ? 'before'
         union all select (e.anchors->>(s.step #>> '{after,anchor}'))::timestamptz
                          + make_interval(secs => (s.step #>> '{after,span}')::float8)
          where jsonb_typeof(s.step->'after') = 'object') t(at)
       where t.at < e.stops_at and t.at >= e.entered_at),
    met as materialized (   -- when what a step requires was there
      select f.user_id, f.subject_id, f.episode, s.number, max(f.at) as at
        from step s cross join jsonb_each_text(s.requires) q(channel, least)
        join free f on f.channel = q.channel and f.nth = q.least::bigint
       group by f.user_id, f.subject_id, f.episode, s.number, s.requires
      having count(*) = (select count(*) from jsonb_object_keys(s.requires))),
    held_back as materialized (
      select e.user_id, e.subject_id, e.episode, r.channel, t.at
        from met q
        join episode e on e.user_id = q.user_id and e.subject_id = q.subject_id and e.episode = q.episode
        join step s on s.number = q.number
        join route r on r.user_id = q.user_id and r.number = q.number and (s.uses_all or r.place = 1)
       cross join lateral (
         select generate_series(greatest(e.starts_at, q.at), e.stops_at, make_interval(secs => (s.step->>'every')::float8))
          where s.step ? 'every'
         union all select greatest(q.at, e.starts_at + make_interval(secs => (s.step->>'after')::float8))
          where jsonb_typeof(s.step->'after') = 'number') t(at)
       where t.at < e.stops_at),
    message as (
      select m.user_id, m.channel
        from (select a.user_id, a.channel,
                     row_number() over (partition by a.user_id, a.subject_id, a.episode, a.channel order by a.at) as nth
                from (select f.user_id, f.subject_id, f.episode, f.channel, f.at from free f
                      union all select h.user_id, h.subject_id, h.episode, h.channel, h.at from held_back h) a) m
       cross join version v
       where coalesce(m.nth <= (v.definition->'maximum_messages'->>m.channel)::int, true)),
    unit as materialized (
      select u.channel, max(u.unit) as unit, max(u.units) as units
        from rekindle.message_units(array[$1], array[$2]) u group by u.channel),
    price as materialized (
      select p.user_id, p.channel, p.price
        from rekindle.message_prices(   -- by number, or of everybody
               array(select distinct e.user_id from episode e), array(select u.channel from unit u order by u.channel),
               array(select u.unit from unit u order by u.channel), $4::timestamptz) p where p.price is not null)
    select m.channel, count(*) as messages, count(distinct m.user_id) as learners,
           case when count(coalesce(p.price, k.price)) = count(*)
                then (sum(coalesce(p.price, k.price) * u.units) * 1000000)::bigint end as cost
      from message m
      left join unit u on u.channel = m.channel
      left join price p on p.channel = m.channel and p.user_id = m.user_id
      left join price k on k.channel = m.channel and k.user_id is null
     group by m.channel order by m.channel
    """
  static let columns = ["channel", "messages", "learners", "cost"]

  var id: CampaignVersionID
  var window: Instant.Span
  var now: Instant
  var binds: [Bind] { [.int(id.campaign), .int(id.version), .span(window), .instant(now)] }

  static func row(_ cells: borrowing Cells) throws(StoreError) -> Row {
    Row(
      channel: try cells.channel(0), messages: try cells.int(1), learners: try cells.int(2),
      cost: try cells.optionalInt(3).map(Money.init(millionths:)))
  }
}
