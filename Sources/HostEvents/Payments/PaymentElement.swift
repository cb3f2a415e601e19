/// What one event of a payment provider, or a part of one, is.
public enum PaymentElement: Sendable {
  /// News, as soon as it is known whom and what the provider's names mean.
  case news(PaymentNews)
  /// Understood or kept without that.
  case element(HostElement)

  /// The news in it.
  public var news: PaymentNews? { if case .news(let news) = self { news } else { nil } }
}
