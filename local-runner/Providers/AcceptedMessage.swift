import Domain

/// A message as a fake provider took it, unread: parsing waits until somebody looks.
struct AcceptedMessage: Sendable {
  var provider: any FakeProvider
  /// The provider's id.
  var id: String
  /// Our delivery's id as found in the request; empty where there is none.
  var deliveryID: String
  var acceptedAt: Instant
  /// The request's body.
  var body: [UInt8]

  var channel: Channel { provider.channel }

  func read() -> ReadMessage { provider.read(body) }
}
