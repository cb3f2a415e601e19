/// What the link to a page of one learner's carries: the message that it stood in, signed.
///
/// The ledger knows whose it is, and how long it holds.
public struct DeliveryToken: Sendable, Equatable {
  /// Which page a link opens; the token of one opens no other.
  public enum Page: UInt8, Sendable {
    /// Where a new account's temporary password is made.
    case welcome = 3
    /// Where learners see, take and delete what is known about them.
    case data = 4

    fileprivate var label: StaticString {
      switch self {
      case .welcome: "rekindle/welcome/v1"
      case .data: "rekindle/data/v1"
      }
    }
  }

  public let page: Page
  /// The delivery whose message held the link; never negative.
  public let deliveryID: Int

  public init(_ page: Page, deliveryID: Int) {
    self.page = page
    self.deliveryID = deliveryID
  }

  /// The token's text, signed with the ring's first key.
  public func signed(with keys: KeyRing) -> String {
    SignedText.text(of: [page.rawValue] + bigEndian(UInt64(deliveryID)), label: page.label, keys: keys)
  }

  /// Reads a token of `page` that `keys` signed; whatever is not, down to the last bit, what `signed(with:)` wrote is refused.
  public init(_ page: Page, verifying text: some StringProtocol, keys: KeyRing) throws(TokenRefusal) {
    guard let signed = SignedText(text), signed.payload.count == 9, signed.payload[0] == page.rawValue,
      let deliveryID = Int(exactly: signed.payload[1...].reduce(UInt64(0)) { $0 << 8 | UInt64($1) })
    else { throw .malformed }
    try signed.verify(label: page.label, keys: keys)
    self.init(page, deliveryID: deliveryID)
  }
}
