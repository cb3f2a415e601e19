public import FunctionContract

/// What a request of a provider is.
public enum Callback: Sendable, Equatable {
  /// News of messages that we sent, and messages to us.
  case facts(CallbackBatch)
  /// A question whether this address is ours, with the answer that proves it.
  case handshake(HTTPResponse)
  /// Not verified yet: who reads it must ask first.
  case inquiry(Inquiry)
}
