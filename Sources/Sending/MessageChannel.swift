public import Domain
public import JSON
public import Store

/// What one channel adds to sending: where addresses are read and how a message is written.
///
/// A channel whose provider has a say in what goes out reads that as its terms; the others have none.
public protocol MessageChannel {
  /// A published text, parsed.
  associatedtype Template
  /// What leaves.
  associatedtype Message
  /// What the provider allows now.
  associatedtype Terms = Void

  static var channel: Channel { get }

  /// Where the given deliveries go.
  func contacts(_ ids: [Int], _ connection: borrowing Connection) throws(StoreError) -> [Contact]

  /// What the given deliveries are written under, as far as the outlet named `outlet` has a say.
  func terms(
    _ ids: [Int], of outlet: String, now: Instant, _ connection: borrowing Connection
  ) throws(StoreError) -> Terms

  /// Parses what `publish` stored for the channel.
  func template(_ body: JSON) throws(Unsendable) -> Template

  /// Whether a translation may be written now; whose language has none reads the campaign's own.
  func mayWrite(_ template: Template, under terms: Terms) -> Bool

  /// Writes one message; throws the reason for which it cannot be sent, ever.
  func compose(_ draft: Draft<Template>, under terms: Terms) throws(Unsendable) -> Composition<Message>
}

extension MessageChannel {
  public func mayWrite(_ template: Template, under terms: Terms) -> Bool { true }
}

extension MessageChannel where Terms == Void {
  public func terms(_ ids: [Int], of outlet: String, now: Instant, _ connection: borrowing Connection) {}
}
