/// What the platform is asked to grant a learner who enters: a product for some time.
///
/// Whether it did, the campaign's own query says: a message speaks of a trial that is there, never of one that was asked for.
public struct TrialRequest: Sendable, Equatable {
  /// The product, as the platform calls it.
  public var product: String
  public var days: Int
  /// The fact of the subject that holds once the trial was granted.
  public var fact: String

  public init(product: String, days: Int, fact: String) {
    self.product = product
    self.days = days
    self.fact = fact
  }
}
