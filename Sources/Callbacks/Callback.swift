public import FunctionContract

/// What a verified request of a provider is.
public enum Callback: Sendable, Equatable {
  /// News of messages that we sent.
  case facts(CallbackBatch)
  /// Messages to us.
  case replies([InboundReply])
  /// A question whether this address is ours, with the answer that proves it.
  case handshake(HTTPResponse)
}
