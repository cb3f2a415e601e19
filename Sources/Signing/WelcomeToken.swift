/// What the link to a temporary password carries: the message that it stood in, signed.
///
/// The ledger knows whose it is, and how long it holds.
public struct WelcomeToken: Sendable, Equatable {
  /// The delivery whose message held the link; never negative.
  public let deliveryID: Int

  public init(deliveryID: Int) { self.deliveryID = deliveryID }

  /// The token's text, signed with the ring's first key.
  public func signed(with keys: KeyRing) -> String {
    SignedText.text(
      of: [WelcomeToken.purpose] + bigEndian(UInt64(deliveryID)), label: WelcomeToken.label, keys: keys)
  }

  /// Reads a token that `keys` signed; whatever is not, down to the last bit, what `signed(with:)` wrote is refused.
  public init(verifying text: some StringProtocol, keys: KeyRing) throws(TokenRefusal) {
    guard let signed = SignedText(text), signed.payload.count == 9, signed.payload[0] == WelcomeToken.purpose,
      let deliveryID = Int(exactly: signed.payload[1...].reduce(UInt64(0)) { $0 << 8 | UInt64($1) })
    else { throw .malformed }
    try signed.verify(label: WelcomeToken.label, keys: keys)
    self.deliveryID = deliveryID
  }

  private static let purpose: UInt8 = 3
  private static let label: StaticString = "rekindle/welcome/v1"
}
