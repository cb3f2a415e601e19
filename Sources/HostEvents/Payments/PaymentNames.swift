/// Whom and what the names in a provider's news mean.
public struct PaymentNames: Sendable, Equatable {
  /// The payment: the host's number, or one of ours below zero.
  public let payment: Int?
  public let refund: Int?
  /// Who pays.
  public let learner: Int?
  /// The provider's name of the payment that people look for.
  public let reference: String?

  public init(payment: Int?, refund: Int?, learner: Int?, reference: String?) {
    self.payment = payment
    self.refund = refund
    self.learner = learner
    self.reference = reference
  }
}
