/// What is to be sent to a provider, complete: nothing is left to decide but the wire.
public enum ProviderRequest: Sendable, Equatable {
  case http(HTTPCall)
  case smtp(SMTPCall)

  /// What it carries: the body of the call, the whole mail.
  public var body: [UInt8] {
    switch self {
    case .http(let call): call.body
    case .smtp(let call): call.message
    }
  }
}
