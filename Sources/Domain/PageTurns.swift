/// Who of a page was given a message, and what that takes of the budgets: one message per learner and per address,
/// and every transactional one, which somebody waits for.
struct PageTurns {
  private var learners: Set<Int> = []
  private var addresses: Set<[UInt8]> = []
  private(set) var spent: [WeeklyBudget.Scope: Money] = [:]

  /// Takes the learner's turn for a reservation; false, and nothing is taken, where it was taken before.
  mutating func take(_ reservation: Reservation, of input: PlanInput) -> Bool {
    let address = reservation.channel.traits.addressKind.flatMap { input.recipient.sharedAddresses[$0] }
    let isTaken = learners.contains(input.learner) || address.map(addresses.contains) ?? false
    if isTaken, input.campaign.messageClass.takesTurns { return false }
    learners.insert(input.learner)
    if let address { addresses.insert(address) }
    if let cost = reservation.cost {
      for budget in input.budgets { spent[budget.scope] = (spent[budget.scope] ?? .zero) + cost.amount }
    }
    return true
  }
}
