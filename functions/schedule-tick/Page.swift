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
  /// Enrolments that are not due and may only stand in the letter of another.
  private let early: Set<Int>
  private let letters: Instant.Span?
  private(set) var result = PageResult()

  /// A page of which `passedOver` is held by another process; what is due within `letters` of a message may stand in it, and
  /// `early` is there for nothing else.
  init(now: Instant, passedOver: [Int], letters: Instant.Span? = nil, early: Set<Int> = []) {
    self.now = now
    self.letters = letters
    self.early = early
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
    let early = Set(inputs.indices.filter { self.early.contains(enrolmentIDs[$0]) })
    plans = Planner.plan(page: inputs, now: now, letters: letters, early: early)
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
    for (index, plan) in plans.enumerated() where plan.reservation != nil || !early.contains(enrolmentIDs[index]) {
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
    let carried = try joinLetters(connection)
    result.looked = inputs.count
    result.reserved = written.filter { $0.isScheduled && !carried.contains($0.id) }.map { ($0.id, $0.channel) }
  }
}

extension Page {
  /// Has each reserved message that stands in another's text name it; returns those messages.
  private func joinLetters(_ connection: borrowing Connection) throws(StoreError) -> Set<Int> {
    var pairs: [Channel: [(item: JoinLetters.Key, leader: JoinLetters.Key)]] = [:]
    for index in plans.indices {
      guard let item = plans[index].reservation, let carrier = item.carrier, let leader = plans[carrier].reservation
      else { continue }
      pairs[item.channel, default: []].append((key(item, index), key(leader, carrier)))
    }
    var carried: Set<Int> = []
    for (channel, pairs) in pairs {
      for row in try connection.run(JoinLetters(now: now, channel: channel, pairs: pairs)) where !row.carries {
        carried.insert(row.id)
      }
    }
    return carried
  }

  private func key(_ reservation: Reservation, _ index: Int) -> JoinLetters.Key {
    JoinLetters.Key(enrolmentID: enrolmentIDs[index], step: reservation.step, occurrence: reservation.occurrence)
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
