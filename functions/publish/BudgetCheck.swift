import Campaigns
import Domain
import Rendering
import Store

/// Whether a campaign's budget can hold: each of its channels has a price, and one message fits.
struct BudgetCheck {
  private let compiled: CompiledCampaign

  init(_ compiled: CompiledCampaign) { self.compiled = compiled }

  func faults(at now: Instant, _ connection: borrowing Connection) throws(StoreError) -> [Diagnostic] {
    guard let budget = compiled.campaign.weeklyBudget else { return [] }
    let channels = Set(compiled.messages.entries.keys.map(\.channel)).sorted { $0.rawValue < $1.rawValue }
    let prices = try connection.run(FindHighestPrices(channels: channels, now: now))
    return prices.compactMap { channel, price in
      guard let price else {
        return fault("a budget needs the price of \(channel.rawValue), which has none: see local-runner prices")
      }
      let dearest = price * mostUnits(on: channel)
      return dearest > budget
        ? fault("one message by \(channel.rawValue) may cost \(dearest.text), more than the budget of a week") : nil
    }
  }

  /// The most units that a message of the channel may take.
  private func mostUnits(on channel: Channel) -> Int {
    compiled.messages.entries.compactMap { key, entry in
      key.channel == channel ? SMSSource(json: entry.body).map { max($0.maximumSegments, $0.unicodeSegments) } : nil
    }.max() ?? 1
  }

  private func fault(_ message: String) -> Diagnostic {
    Diagnostic(file: "\(compiled.folder)/campaign.yaml", line: compiled.budgetLine, message: message)
  }
}
