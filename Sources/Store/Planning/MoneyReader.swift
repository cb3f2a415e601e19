import Domain

/// Reads what messages cost and what the week's budgets leave; nothing further once it is known that nothing has a price.
struct MoneyReader {
  private let now: Instant
  private let locksBudgets: Bool
  private var isPriced = true
  private var units: [CampaignVersionID: [ReadMessageUnits.Row]] = [:]

  /// With `locksBudgets` they are held until the transaction's end wherever one binds: last of all locks.
  init(now: Instant, locksBudgets: Bool) {
    self.now = now
    self.locksBudgets = locksBudgets
  }

  mutating func read(
    _ versions: Set<CampaignVersionID>, learners: Set<Int>, _ connection: borrowing Connection
  ) throws(StoreError) -> PageMoney {
    guard isPriced, !versions.isEmpty else { return PageMoney() }
    var budgets = try connection.run(ReadBudgets(now: now))
    isPriced = !budgets.isEmpty
    guard isPriced else { return PageMoney() }
    let unknown = versions.filter { units[$0] == nil }
    for version in unknown { units[version] = [] }
    for row in unknown.isEmpty ? [] : try connection.run(ReadMessageUnits(versions: Array(unknown))) {
      units[row.version, default: []].append(row)
    }
    let wanted = units.filter { versions.contains($0.key) }
    let kinds = Set(wanted.values.joined().map { ReadMessagePrices.Kind(channel: $0.channel, unit: $0.unit) })
    let prices = try connection.run(ReadMessagePrices(userIDs: Array(learners), kinds: Array(kinds), now: now))
    if locksBudgets, budgets.contains(where: { $0.limit != nil }) {
      (_, budgets) = try connection.pipeline(LockBudgets(now: now), ReadBudgets(now: now))
    }
    return PageMoney(units: wanted, prices: prices, budgets: budgets)
  }
}
