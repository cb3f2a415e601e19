public import Domain
public import JSON

/// What `publish` stores of one message for one channel: everything that its sender renders.
public protocol MessageContent: Sendable, Equatable {
  static var channel: Channel { get }

  /// Reads what `json` wrote; nil for anything else.
  init?(json: JSON)

  var json: JSON { get }
}
