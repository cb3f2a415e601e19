/// What is to be sent to a provider, complete: nothing is left to decide but the wire.
public enum ProviderRequest: Sendable, Equatable {
  case http(HTTPCall)
  case smtp(SMTPCall)
}
