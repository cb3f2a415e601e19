public import Domain
public import JSON
public import Store

/// What one channel adds to sending: where addresses are read and how a message is written.
public protocol MessageChannel {
  /// A published text, parsed.
  associatedtype Template
  /// What leaves.
  associatedtype Message

  static var channel: Channel { get }

  /// Where the given deliveries go.
  func contacts(_ ids: [Int], _ connection: borrowing Connection) throws(StoreError) -> [Contact]

  /// Parses what `publish` stored for the channel.
  func template(_ body: JSON) throws(Unsendable) -> Template

  /// Writes one message; throws the reason for which it cannot be sent, ever.
  func compose(_ draft: Draft<Template>) throws(Unsendable) -> Composition<Message>
}
