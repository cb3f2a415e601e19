import Domain

/// What the messages of a page may cost, and the budgets that bind them.
struct PageMoney {
  private var units: [CampaignVersionID: [ReadMessageUnits.Row]] = [:]
  private var prices: [Int?: [ReadMessagePrices.Kind: Money]] = [:]
  private var budgets: [WeeklyBudget] = []
  /// What there is no price for, by channel, unit and the calling code of the country.
  private(set) var gaps: Set<String> = []

  /// Where nothing has a price.
  init() {}

  init(
    units: [CampaignVersionID: [ReadMessageUnits.Row]], prices: [ReadMessagePrices.Row], budgets: [ReadBudgets.Row]
  ) {
    self.units = units
    for row in prices { self.prices[row.userID, default: [:]][row.kind] = row.price }
    self.budgets = budgets.compactMap { row in
      row.limit.map {
        WeeklyBudget(
          scope: row.campaignID == 0 ? .all : .campaign(row.campaignID), limit: $0, spent: row.spent,
          endsAt: row.endsAt, currency: row.currency)
      }
    }
    gaps = Set(prices.compactMap(\.gap))
  }

  /// The most that a version's messages may cost a learner's channels.
  func costs(of version: CampaignVersionID, to learner: Int) -> [Channel: [String: MessageCost]] {
    var costs: [Channel: [String: MessageCost]] = [:]
    for row in units[version] ?? [] {
      let kind = ReadMessagePrices.Kind(channel: row.channel, unit: row.unit)
      guard let price = prices[learner]?[kind] ?? prices[nil]?[kind] else { continue }
      costs[row.channel, default: [:]][row.message] = MessageCost(unitPrice: price, units: row.units)
    }
    return costs
  }

  /// The budgets that bind a campaign.
  func budgets(of campaign: Int) -> [WeeklyBudget] {
    budgets.filter { $0.scope == .all || $0.scope == .campaign(campaign) }
  }
}
