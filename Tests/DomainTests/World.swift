import TestKit

@testable import Domain

/// A little platform: one learner, several campaigns, ticks that come late, providers that fail, learners who return.
///
/// It keeps the ledger that PostgreSQL keeps, and hands the planner what SQL would compute from it.
struct World {
  /// What a seed may do; shrinking takes features away.
  struct Scenario: CustomStringConvertible {
    var seed: Int
    var campaigns = 3
    var days = 150
    var hasOutages = true
    var hasFailures = true
    var hasReturns = true
    var hasSuppressions = true
    var hasWindows = true
    var hasMoves = true

    var description: String {
      "seed \(seed), campaigns \(campaigns), days \(days), outages \(hasOutages), failures \(hasFailures), "
        + "returns \(hasReturns), suppressions \(hasSuppressions), windows \(hasWindows), moves \(hasMoves)"
    }
  }

  /// One row of the ledger.
  struct Message {
    let enrolment: Int
    let reservation: Reservation
    let tick: Instant
    /// When the outcome is known.
    let settlesAt: Instant
    /// The upper bound of the send's time; nil if it was never sent.
    let sentAt: Instant?
  }

  struct Enrolment {
    let campaign: Campaign
    let isHoldout: Bool
    let startsAt: Instant
    var status = EnrolmentStatus.active
    var steps: [StepState] = []
    var shift = Instant.Span.seconds(0)
    var nextDueAt: Instant?
    var returns: [Instant] = []
    /// Where the subject's only anchor, `date`, is from when on; nil where it is gone.
    var moves: [(at: Instant, date: Instant?)] = []
    /// From when on the subject's only fact, `open`, holds.
    var opensAt: Instant?
    var goalAt: Instant?
    var endReason: Reason?
    var skips: [(tick: Instant, skip: Skip)] = []
  }

  static let epoch = Instant(seconds: 1_767_592_800)  // 2026-01-05T06:00:00Z
  let scenario: Scenario
  var random: SplitMix64
  var now = epoch
  var enrolments: [Enrolment] = []
  var messages: [Message] = []
  var lostChannels: [Channel: (since: Instant, cause: SuppressionCause?)] = [:]
  /// Rules that the planner's own answers broke while running.
  var broken: [String] = []

  init(_ scenario: Scenario) {
    self.scenario = scenario
    random = SplitMix64(seed: scenario.seed)
    for _ in 0..<scenario.campaigns {
      let campaign = Campaign.random(hasWindows: scenario.hasWindows, using: &random)
      let start = Self.epoch + .hours(Int.random(in: 0...96, using: &random))
      enrolments.append(
        Enrolment(
          campaign: campaign, isHoldout: random.chance(5), startsAt: start,
          nextDueAt: campaign.firstLook(enteredAt: start - campaign.enter.delay)))
    }
    if scenario.hasSuppressions {
      for channel in [Channel.email, .sms] where random.chance(30) {
        let cause = random.chance(50) ? SuppressionCause.allCases.randomElement(using: &random) : nil
        lostChannels[channel] = (Self.epoch + .hours(Int.random(in: 0...2400, using: &random)), cause)
      }
    }
    for index in enrolments.indices { setAnchor(index) }
    for index in enrolments.indices where scenario.hasReturns {
      while random.chance(40) {
        enrolments[index].returns.append(Self.epoch + .hours(Int.random(in: 0...(scenario.days * 24), using: &random)))
      }
      if random.chance(20) {
        enrolments[index].goalAt = Self.epoch + .hours(Int.random(in: 0...(scenario.days * 24), using: &random))
      }
    }
  }

  /// Puts the anchor somewhere and moves it about: by hours, by weeks, away and back.
  private mutating func setAnchor(_ index: Int) {
    var date = Self.epoch + .hours(Int.random(in: 0...2400, using: &random))
    var at = Self.epoch
    enrolments[index].moves = [(at, date)]
    enrolments[index].opensAt = random.chance(70) ? Self.epoch + .days(Int.random(in: 0...30, using: &random)) : nil
    while scenario.hasMoves, random.chance(60) {
      at = at + .hours(Int.random(in: 1...700, using: &random))
      date = date + .hours(Int.random(in: random.chance(50) ? -48...48 : -900...900, using: &random))
      enrolments[index].moves.append((at, random.chance(15) ? nil : date))
    }
  }

  mutating func run() {
    let end = Self.epoch + .days(scenario.days)
    while let due = enrolments.compactMap(\.nextDueAt).min(), now < end, broken.isEmpty {
      now = max(now + .seconds(60), due) + .seconds(Int.random(in: 0..<60, using: &random))
      if scenario.hasOutages, random.chance(4) { now = now + .minutes(Int.random(in: 60...16_000, using: &random)) }
      tick()
    }
  }

  private mutating func tick() {
    let due = enrolments.indices.filter { enrolments[$0].nextDueAt ?? .distantFuture <= now }.shuffled(using: &random)
    let plans = Planner.plan(page: due.map(input), now: now)
    if plans.count(where: { $0.reservation != nil }) > 1 { broken.append("two messages in one tick at \(now.rfc3339)") }
    for (index, plan) in zip(due, plans) { write(plan, to: index) }
  }

  private mutating func write(_ plan: Plan, to index: Int) {
    if plan.status == .active, (plan.nextDueAt ?? now) <= now { broken.append("no progress at \(now.rfc3339)") }
    if plan.status != .active, plan.nextDueAt != nil { broken.append("an ended episode is still due") }
    if !enrolments[index].status.allows(plan.status) { broken.append("forbidden transition to \(plan.status)") }
    enrolments[index].steps = plan.steps.compactMap { StepState(json: $0.json) }
    enrolments[index].shift = plan.shift
    enrolments[index].status = plan.status
    // Detection finds within a day what has moved.
    let move = enrolments[index].moves.first { $0.at > now }.map { $0.at + .days(1) }
    enrolments[index].nextDueAt = plan.nextDueAt.map { min($0, move ?? $0) }
    enrolments[index].endReason = plan.endReason
    enrolments[index].skips += plan.skips.map { (now, $0) }
    if let reservation = plan.reservation { send(reservation, of: index) }
  }

  /// Mostly accepted within seconds; sometimes refused, or unknown for three days.
  private mutating func send(_ reservation: Reservation, of index: Int) {
    let accepted = now + .seconds(Int.random(in: 1...90, using: &random))
    let kind = scenario.hasFailures ? Int.random(in: 0..<100, using: &random) : 0
    let (settlesAt, sentAt): (Instant, Instant?) =
      switch kind {
      case 0..<80: (accepted, accepted)
      case 80..<90: (accepted + .minutes(7), nil)
      default: (accepted + .hours(72), accepted + .minutes(2))
      }
    messages.append(
      Message(enrolment: index, reservation: reservation, tick: now, settlesAt: settlesAt, sentAt: sentAt))
  }
}
