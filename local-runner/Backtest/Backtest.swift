import Domain
import Effect
import FunctionHost
import Processes
import Store

/// A campaign over days that are past: each is asked about with what was known on it.
struct Backtest {
  /// What one day brought.
  struct Day: Equatable, Sendable {
    var date: String
    var named: Int
    var entered: Int
  }

  static let milestones = [1, 3, 7, 14, 28]

  let campaign: Campaign
  private(set) var days: [Day] = []
  /// Rows of the segment that failed.
  private(set) var failed = 0
  let from: Instant
  /// Until when those who entered were looked at.
  let until: Instant
  /// How many days after their entry.
  let window: Int
  let returns: [ReadReturns.Row]
  let inflow: ReadPastInflow.Row
  let messages: [PlanPastMessages.Row]
  /// What cannot be rewound.
  let limits: [(relation: String, reason: String)]
  let currency: String
  let span: Instant.Span

  /// - Parameters:
  ///   - from: The first midnight, in UTC, at which the segment is asked.
  ///   - to: The last one.
  ///   - now: Later than this nobody is looked at.
  init(_ past: PastCopy, from: Instant, to: Instant, window: Int, now: Instant) throws(RunnerError) {
    let began = Monotonic.now
    (campaign, self.from, self.window) = (past.campaign, from, window)
    until = max(to, min(now.startOfDay, to + .days(window)))
    let platform = try Platform(past.connection())
    let own = try past.connection()
    let queries = try past.impatientConnection()
    var progress = Progress("backtest")
    limits = try own.answers(to: ReadPastLimits(id: past.id)).filter {
      platform.isEmpty || $0.relation != "user_course_progress"
    }
    var moment = from
    while moment <= until {
      try platform.play(until: moment, own)
      _ = try queries.answers(to: KnowUntil(moment: moment))
      if moment <= to {
        let row = try queries.answers(to: EnterPast(id: past.id, campaign: campaign, moment: moment))[0]
        days.append(Day(date: moment.utcDate, named: row.named, entered: row.entered))
        failed += row.failed
      }
      _ = try queries.answers(to: FollowPast(id: past.id, moment: moment, window: .days(window)))
      let share = Double((moment - from).microseconds) / Double(max(1, (until - from).microseconds))
      progress.show(share, moment.utcDate)
      moment = moment + .days(1)
    }
    try own.script("analyze past.episodes", named: "analyze")
    let milestones = Set(Self.milestones.filter { $0 < window } + [window]).sorted()
    returns = try own.answers(to: ReadReturns(days: milestones, until: until))
    inflow = try own.answers(to: ReadPastInflow(first: from, window: .days(window), until: until))[0]
    messages = try own.answers(to: PlanPastMessages(id: past.id, window: .days(window), now: now))
    currency = try own.answers(to: ListPrices()).first?.currency ?? ""
    span = Monotonic.now - began
  }

  /// Learners who enter for the first time in a week, the backlog of the first day aside.
  var weekly: Double { days.count > 1 ? Double(inflow.newcomers) * 7 / Double(days.count - 1) : 0 }

  var plan: HoldoutPlan { HoldoutPlan(alone: inflow.alone, inflow: weekly, window: window) }
}
