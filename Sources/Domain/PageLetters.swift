/// What of a page may stand in one letter: what is due for one learner on one channel until a moment, over all campaigns and subjects.
struct PageLetters {
  private let page: [PlanInput]
  private let until: Instant
  private let now: Instant

  init(_ page: [PlanInput], until: Instant, now: Instant) {
    self.page = page
    self.until = until
    self.now = now
  }

  /// Has what may stand in the letter of a reserved message be reserved with it; the one that stops being useful first leads.
  func join(_ plans: inout [Plan]) {
    var places: [Int: [Int]] = [:]
    for index in page.indices { places[page[index].learner, default: []].append(index) }
    for learner in places.values where learner.count > 1 {
      for index in learner where plans[index].reservation?.carrier == nil {
        guard let letter = letter(page[index], plans[index]) else { continue }
        join(learner.filter { $0 != index }, to: index, letter, &plans)
        break
      }
    }
  }

  /// The letter that a reserved message can be; nil where it goes alone.
  private func letter(_ input: PlanInput, _ plan: Plan) -> Letter? {
    guard let reservation = plan.reservation, reservation.channel.traits.carriesLetters,
      PlannerLook(input, now: now, mayReserve: false).mayJoin(reservation.step, until: until)
    else { return nil }
    return Letter(channel: reservation.channel, until: until)
  }

  private func join(_ others: [Int], to first: Int, _ letter: Letter, _ plans: inout [Plan]) {
    var joined: [Int] = []
    for index in others where plans[index].reservation == nil {
      var look = PlannerLook(page[index], now: now, mayReserve: false, letter: letter)
      let plan = look.plan()
      guard plan.reservation != nil else { continue }
      plans[index] = plan
      joined.append(index)
    }
    if joined.isEmpty { return }
    let leader = leader(among: [first] + joined, plans)
    for index in [first] + joined where index != leader {
      plans[index].reservation?.carrier = leader
      plans[index].reservation?.cost = nil
    }
  }

  /// The message that stops being useful first; where messages have prices the one that was judged by them.
  private func leader(among members: [Int], _ plans: [Plan]) -> Int {
    if members.contains(where: { plans[$0].reservation?.cost != nil }) { return members[0] }
    return members.min {
      (plans[$0].reservation?.expiresAt ?? .distantFuture) < (plans[$1].reservation?.expiresAt ?? .distantFuture)
    } ?? members[0]
  }
}
