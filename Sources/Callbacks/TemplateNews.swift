public import Domain

/// What a provider says about a template that it has to approve.
public struct TemplateNews: Sendable, Equatable {
  public let name: String
  /// As the provider writes it, such as `en_US`.
  public let language: String
  /// The provider's word in small letters, such as `approved`, `paused` or `rejected`.
  public let status: String
  /// Why, in the provider's words; nil where it does not say.
  public let reason: String?
  public let at: Instant

  public init(name: String, language: String, status: String, reason: String?, at: Instant) {
    self.name = name
    self.language = language
    self.status = status
    self.reason = reason
    self.at = at
  }
}
