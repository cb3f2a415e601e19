/// Decides what is due: pure, total, and the same for the tick, `explain` and `simulate`.
///
/// The rules, in the order in which they are applied:
/// 1. A reached goal, a subject that is over, or suppressions on every channel end the episode. Slots that were due
///    are recorded as skipped with that reason.
/// 2. A learner who came back shifts the plan to when they are quiet again; a step with an anchor stays at its anchor.
/// 3. Slots lie on a grid from the enrolment's start and never depend on when something was sent. Missed slots of
///    a cadence collapse into one skip that covers them; only the newest one may still be used, while it is useful.
///    A step whose anchor is unknown waits, and is recorded with that reason; what is reserved for a date that has moved is taken back.
/// 4. A step whose required messages are missing is not due: its slot follows the next look at the required channel.
/// 5. The first channel of a step that no gate closes is used (`Gates.all`); a step that has to wait waits while its slot
///    is useful, then it is skipped with the reason.
/// 6. At most one message per learner and look: the slot that stops being useful first.
/// 7. A campaign is used up after its maximum of messages, or, where slots keep being skipped, after twice as many slots.
/// 8. What a page reserves fits into the budgets together.
public enum Planner {
  /// The wait after which a step that had to give way to another message is looked at again.
  public static let tick = Instant.Span.minutes(1)

  /// Looks at one enrolment.
  ///
  /// With `mayReserve` false nothing is reserved and open steps wait for the next tick.
  public static func plan(
    _ input: PlanInput, now: Instant, mayReserve: Bool = true
  ) -> Plan {
    var look = PlannerLook(input, now: now, mayReserve: mayReserve)
    return look.plan()
  }

  /// Looks at a page of enrolments, in the given order, with at most one reservation per learner and per address; transactional messages come besides.
  ///
  /// Each sees what those before it take of the budgets. Among several of one learner the stricter class goes first, then the earliest expiry, then the enrolment that was
  /// written about least recently. All enrolments of one learner must be in one page or the caps be
  /// read again in between.
  ///
  /// With `letters` what else is due within that span for a learner who gets a message, and may stand in it, is reserved with it; what of the
  /// page is due later, at the places in `early`, is reserved only so.
  public static func plan(
    page: [PlanInput], now: Instant, letters: Instant.Span? = nil, early: Set<Int> = []
  ) -> [Plan] {
    var plans = page.indices.map { plan(page[$0], now: now, mayReserve: !early.contains($0)) }
    takeTurns(&plans, of: page, now: now)
    if let letters { PageLetters(page, until: now + letters, now: now).join(&plans) }
    return plans
  }

  /// Has one message of each learner and address go first where several are reserved, and what is reserved fit into the budgets.
  private static func takeTurns(_ plans: inout [Plan], of page: [PlanInput], now: Instant) {
    let open = plans.indices.filter { plans[$0].reservation != nil }
    let isContested = open.contains { !page[$0].recipient.sharedAddresses.isEmpty }
    let isBudgeted = open.contains { !page[$0].budgets.isEmpty }
    guard isContested || isBudgeted || Set(open.map { page[$0].learner }).count < open.count else { return }
    var turns = PageTurns()
    for index in open.sorted(by: { precedes(page[$0], plans[$0], page[$1], plans[$1], now: now) ?? ($0 < $1) }) {
      let input = page[index].spending(turns.spent)
      if let first = plans[index].reservation, input.fullBudget(for: first.channel, first.template) != nil {
        plans[index] = plan(input, now: now)
      }
      guard let reservation = plans[index].reservation else { continue }
      if !turns.take(reservation, of: input) { plans[index] = plan(input, now: now, mayReserve: false) }
    }
  }

  /// Whether the left enrolment's message goes first; nil on a tie.
  private static func precedes(
    _ left: PlanInput, _ leftPlan: Plan, _ right: PlanInput, _ rightPlan: Plan, now: Instant
  ) -> Bool? {
    let classes = (left.campaign.messageClass.rank, right.campaign.messageClass.rank)
    if classes.0 != classes.1 { return classes.0 < classes.1 }
    let expiries = (leftPlan.reservation?.expiresAt, rightPlan.reservation?.expiresAt)
    if let first = expiries.0, let second = expiries.1, first != second { return first < second }
    switch (left.enrolment.lastWrittenAt(now: now), right.enrolment.lastWrittenAt(now: now)) {
    case (nil, nil): return nil
    case (nil, _): return true
    case (_, nil): return false
    case (let first?, let second?): return first == second ? nil : first < second
    }
  }
}

extension MessageClass {
  /// Transactional before reminder before marketing.
  fileprivate var rank: Int {
    switch self {
    case .transactional: 0
    case .reminder: 1
    case .marketing: 2
    }
  }
}
