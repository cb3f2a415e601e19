public import Domain

/// What an answer says beyond the message that it is about, for every process that sends.
public enum ProviderNews: Sendable, Equatable {
  /// Nothing that counts against the limit of this name leaves before the wait is over.
  case pause(limit: String, wait: Instant.Span)
  /// Further messages to the same address go there at once.
  case room(String)
}
