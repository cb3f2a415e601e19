/// What the messages of a week may cost, and what those that are reserved take of it.
public struct WeeklyBudget: Sendable, Equatable {
  /// Whose messages it is for.
  public enum Scope: Sendable, Hashable {
    /// One campaign's, by its id.
    case campaign(Int)
    case all
  }

  public var scope: Scope
  public var limit: Money
  public var spent: Money
  /// When the next week begins where the deployment is.
  public var endsAt: Instant
  /// As ISO 4217 writes it.
  public var currency: String

  public init(scope: Scope, limit: Money, spent: Money, endsAt: Instant, currency: String) {
    self.scope = scope
    self.limit = limit
    self.spent = spent
    self.endsAt = endsAt
    self.currency = currency
  }

  /// Whether so much more fits.
  public func allows(_ amount: Money) -> Bool { spent + amount <= limit }

  /// For a person who asks why a message of that cost waits.
  func sentence(for amount: Money) -> String {
    let whose = scope == .all ? "all campaigns" : "the campaign"
    return "The week's budget of \(whose) is used up: \(spent.text) of \(limit.text) \(currency), and this message may "
      + "cost \(amount.text); the next week begins \(endsAt.rfc3339)."
  }
}
