public import Domain

/// What a deployment pays for its messages, and what all of a week's may cost it.
public struct PriceList: Sendable, Equatable {
  /// What is said of the budget of all campaigns together.
  public enum Budget: Sendable, Equatable {
    case amount(Money)
    /// There is none any more.
    case none
  }

  /// As ISO 4217 writes it.
  public let currency: String
  /// nil where the file says nothing: what there is stays.
  public let budget: Budget?
  public let prices: [Price]

  /// Reads the text of a file, or throws every fault that it has; `path` is how the faults name it.
  public init(_ text: String, path: String) throws(CampaignFaults) {
    let slash = path.lastIndex(of: "/")
    let folder = slash.map { String(path[..<$0]) } ?? "."
    let report = Report(folder: folder)
    let file = slash.map { String(path[path.index(after: $0)...]) } ?? path
    let list = PriceListDecoder(file: file, report: report).decode(text)
    guard let list, report.diagnostics.isEmpty else { throw CampaignFaults(report.diagnostics) }
    self = list
  }

  init(currency: String, budget: Budget?, prices: [Price]) {
    self.currency = currency
    self.budget = budget
    self.prices = prices
  }
}
