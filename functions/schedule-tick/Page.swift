import Domain
import JSON
import Store

/// What one page did, to be counted once its transaction is committed.
struct PageResult {
  var passedOver: [Int] = []
  var looked = 0
  var reserved: [(id: Int, channel: Channel)] = []
  var served: Set<Int> = []
  var skipped = 0
  var ended = 0
}

/// One page of locked enrolments on its way from reading over planning to writing.
struct Page {
  let now: Instant
  private var enrolmentIDs: [Int] = []
  private var inputs: [PlanInput] = []
  private var plans: [Plan] = []
  private var companions: [Int: Set<Int>] = [:]
  private(set) var result = PageResult()

  /// A page of which `passedOver` is held by another process.
  init(now: Instant, passedOver: [Int]) {
    self.now = now
    result.passedOver = passedOver
  }

  /// Reads everything on snapshots taken after the locks.
  mutating func read(
    _ ids: [Int], learners: Set<Int>, sharing: SharedAddresses, _ connection: borrowing Connection,
    _ reader: inout PlanReader
  ) throws(StoreError) {
    let read = try reader.read(ids, learners: learners, sharing: sharing, connection)
    enrolmentIDs = read.map(\.enrolmentID)
    inputs = read.map(\.input)
    companions = Dictionary(uniqueKeysWithValues: sharing.learners.map { ($0, sharing.companions(of: $0)) })
  }

  /// Plans all enrolments together; learners served earlier in this tick wait for the next, but for what is transactional.
  mutating func decide(served: Set<Int>) {
    plans = Planner.plan(page: inputs, now: now)
    for index in plans.indices
    where plans[index].reservation != nil && served.contains(inputs[index].learner)
      && inputs[index].campaign.messageClass.takesTurns
    {
      plans[index] = Planner.plan(inputs[index], now: now, mayReserve: false)
    }
  }

  /// Writes reservations, skips and the enrolments' next slots.
  mutating func write(_ connection: borrowing Connection) throws(StoreError) {
    var entries: [ReserveDeliveries.Entry] = []
    var updates: [UpdateEnrolments.Entry] = []
    var withdrawals: [(enrolmentID: Int, withdrawal: Withdrawal)] = []
    for (index, plan) in plans.enumerated() {
      entries += plan.entries(enrolmentID: enrolmentIDs[index], campaign: inputs[index].campaign, now: now)
      updates.append(plan.update(enrolmentID: enrolmentIDs[index], subject: inputs[index].subject))
      withdrawals += plan.withdrawals.map { (enrolmentIDs[index], $0) }
      result.skipped += plan.skips.count
      if plan.endReason != nil { result.ended += 1 }
      guard plan.reservation != nil else { continue }
      result.served.insert(inputs[index].learner)
      result.served.formUnion(companions[inputs[index].learner] ?? [])
    }
    if !withdrawals.isEmpty { result.skipped += try connection.execute(WithdrawDeliveries(withdrawals)) }
    let (written, _) = try connection.pipeline(
      ReserveDeliveries(now: now, entries: entries), UpdateEnrolments(now: now, entries: updates))
    result.looked = inputs.count
    result.reserved = written.filter(\.isScheduled).map { ($0.id, $0.channel) }
  }
}

extension Plan {
  /// The ledger rows of this plan.
  fileprivate func entries(enrolmentID: Int, campaign: Campaign, now: Instant) -> [ReserveDeliveries.Entry] {
    var entries = skips.map { skip in
      let stage = campaign.steps[skip.step].stage(ofMessage: skip.occurrence)
      return ReserveDeliveries.Entry(
        enrolmentID: enrolmentID, step: skip.step, occurrence: skip.occurrence, covers: skip.covers,
        stage: stage.number, channel: skip.channel, template: stage.template,
        variant: campaign.steps[skip.step].variant, reason: skip.reason, slot: skip.slot,
        notBefore: now, expiresAt: now)
    }
    if let reservation {
      entries.append(
        ReserveDeliveries.Entry(
          enrolmentID: enrolmentID, step: reservation.step, occurrence: reservation.occurrence, covers: 1,
          stage: reservation.stage, channel: reservation.channel, template: reservation.template,
          variant: campaign.steps[reservation.step].variant, reason: nil,
          slot: reservation.slot, notBefore: reservation.notBefore, expiresAt: reservation.expiresAt,
          cost: reservation.cost))
    }
    return entries
  }

  fileprivate func update(enrolmentID: Int, subject: SubjectState) -> UpdateEnrolments.Entry {
    let moments = subject.isOver ? [:] : subject.anchors
    return UpdateEnrolments.Entry(
      id: enrolmentID, status: status, steps: .array(steps.map(\.json)), shift: shift, nextDueAt: nextDueAt,
      endReason: endReason, deferReason: deferral?.reason, lastActivityAt: subject.returnedAt,
      moments: moments.isEmpty ? nil : .object(moments.mapValues { .string($0.rfc3339) }))
  }
}
