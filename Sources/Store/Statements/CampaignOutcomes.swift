/// What became of the learners of campaigns that hold some of them out: one row a campaign and share.
public struct CampaignOutcomes: Statement {
  public struct Row: Sendable {
    public let campaign: String
    public let title: String
    /// The share that is held out, from 0 to 1.
    public let share: Double
    /// Everybody who was assigned to either side, also where the window is open.
    public let assigned: Int
    /// Learners whose window has closed and who were written to as the campaign has it, and those who reached the goal in it.
    public let treated: Int
    public let treatedGoals: Int
    /// The same of those who were held out.
    public let held: Int
    public let heldGoals: Int
    /// What the messages to the treated have cost, in the deployment's currency; nil where nothing has a price.
    public let cost: Double?
  }

  public static let sql = """
    select c.slug as campaign, c.title, n.held_share / 10000.0::float8 as share, n.assigned, n.treated, n.treated_goals, n.held,
           n.held_goals,
           (select sum(m.cost)::float8 from rekindle.assignments a
              join rekindle.message_deliveries m on m.enrollment_id = a.enrollment_id
             where a.campaign_id = c.id and a.held_share = n.held_share and a.is_first and a.judged_at is not null) as cost
      from (
        select a.campaign_id, a.held_share, count(*) as assigned,
               count(*) filter (where a.judged_at is not null and not a.is_held) as treated,
               count(*) filter (where a.reached_at is not null and not a.is_held) as treated_goals,
               count(*) filter (where a.judged_at is not null and a.is_held) as held,
               count(*) filter (where a.reached_at is not null and a.is_held) as held_goals
          from rekindle.assignments a
         where a.is_first and a.fault is null group by a.campaign_id, a.held_share) n
      join rekindle.campaigns c on c.id = n.campaign_id
     order by c.slug, n.held_share
    """
  public static let columns = [
    "campaign", "title", "share", "assigned", "treated", "treated_goals", "held", "held_goals", "cost",
  ]

  public init() {}

  public var binds: [Bind] { [] }

  public static func row(_ cells: borrowing Cells) throws(StoreError) -> Row {
    Row(
      campaign: try cells.text(0), title: try cells.text(1), share: try cells.double(2), assigned: try cells.int(3),
      treated: try cells.int(4), treatedGoals: try cells.int(5), held: try cells.int(6), heldGoals: try cells.int(7),
      cost: try cells.optionalDouble(8))
  }
}
