/// What became of the learners whom chance gave sides: one row for each comparison of a campaign as a whole with learners who were
/// held out, and of each experiment's variants with these and with the first of them.
///
/// A learner counts once in a campaign, and once in an experiment: at their first enrolment of it. Sides under other shares are told
/// apart, versions are not.
public struct CampaignOutcomes: Statement {
  public struct Row: Sendable {
    public let campaign: String
    public let title: String
    /// Empty for the campaign as a whole, which then has one variant without a name.
    public let experiment: String
    public let variants: [String]
    /// Of those who are written to, each variant's share, from 0 to 1.
    public let shares: [Double]
    /// The share of everybody that is held out, from 0 to 1.
    public let heldShare: Double
    /// Everybody who was assigned to the held-out side and to each variant, in this order, also where the window is open.
    public let assigned: [Int]
    /// Those whose window has closed, and of these those who reached the goal in it; in the same order.
    public let judged: [Int]
    public let goals: [Int]
    /// What this row compares: the sides' places in this order; the second is 0, held out, or 1, the first variant.
    public let place: Int
    public let rival: Int
    /// What the messages to those judged of either side have cost, in the deployment's currency; nil where nothing has a price.
    public let cost: Double?
    public let rivalCost: Double?
  }

  public static let sql = """
    with arms as materialized (
      select s.campaign_id, s.experiment, s.names, s.shares, s.held_share, s.place, s.assigned, s.judged, s.goals, s.cost
        from rekindle.side_counts s
      union all
      select o.campaign_id, o.experiment, o.names, o.shares, o.held_share, o.place, o.assigned, o.judged, o.goals, o.cost
        from rekindle.outcome_sides() o where not exists (select from rekindle.side_counts)),
    trials as (
      select k.campaign_id, k.experiment, k.names, k.shares, k.held_share,
             array_agg(coalesce(a.assigned, 0) order by p.place) as assigned,
             array_agg(coalesce(a.judged, 0) order by p.place) as judged,
             array_agg(coalesce(a.goals, 0) order by p.place) as goals, array_agg(a.cost order by p.place) as costs
        from (select distinct a.campaign_id, a.experiment, a.names, a.shares, a.held_share from arms a) k
       cross join lateral generate_series(0, cardinality(k.names)) p(place)
        left join arms a on a.campaign_id = k.campaign_id and a.experiment = k.experiment and a.names = k.names
         and a.shares = k.shares and a.held_share = k.held_share and a.place = p.place
       group by k.campaign_id, k.experiment, k.names, k.shares, k.held_share)
    select c.slug as campaign, c.title, t.experiment, t.names, t.shares::bigint[] as shares, t.held_share,
           t.assigned::bigint[] as assigned, t.judged::bigint[] as judged, t.goals::bigint[] as goals, p.place, r.place as rival,
           t.costs[p.place + 1]::float8 as cost, t.costs[r.place + 1]::float8 as rival_cost
      from trials t join rekindle.campaigns c on c.id = t.campaign_id
     cross join lateral generate_series(1, cardinality(t.names)) p(place)
     cross join (values (0), (1)) r(place)
     where r.place = 0 and t.held_share > 0 or r.place = 1 and p.place > 1
     order by c.slug, t.experiment, t.held_share, t.names, t.shares, r.place, p.place
    """
  public static let columns = [
    "campaign", "title", "experiment", "names", "shares", "held_share", "assigned", "judged", "goals", "place", "rival",
    "cost", "rival_cost",
  ]

  public init() {}

  public var binds: [Bind] { [] }

  public static func row(_ cells: borrowing Cells) throws(StoreError) -> Row {
    Row(
      campaign: try cells.text(0), title: try cells.text(1), experiment: try cells.text(2),
      variants: try cells.texts(3),
      shares: try cells.ints(4).map { Double($0) / 10_000 }, heldShare: Double(try cells.int(5)) / 10_000,
      assigned: try cells.ints(6), judged: try cells.ints(7), goals: try cells.ints(8), place: try cells.int(9),
      rival: try cells.int(10), cost: try cells.optionalDouble(11), rivalCost: try cells.optionalDouble(12))
  }
}
