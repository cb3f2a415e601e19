public import Domain

/// What an opt-out link carries: which delivery it was sent with, and on which day, signed (docs/correctness.md).
///
/// `v1.<kid>.<base64url(purpose ‖ delivery ‖ day)>.<base64url(HMAC-SHA256/128)>`: no personal data, and no user or
/// scope either, because the ledger knows them. The MAC covers the key's id and a label of its own, so no other
/// signature of this product can stand in for it.
public struct UnsubscribeToken: Sendable, Equatable {
  /// The delivery whose message held the link; never negative.
  public let deliveryID: Int
  /// Whole UTC days from 1970-01-01 to the day of issue.
  public let day: Int

  /// How long a token opts out: longer than any law asks for, and than most mail is kept.
  public static let daysOfValidity = 400

  /// A token for `deliveryID` that is valid for 400 days from `issued`.
  public init(deliveryID: Int, issued: Instant) {
    self.init(deliveryID: deliveryID, day: issued.seconds / 86_400)
  }

  init(deliveryID: Int, day: Int) {
    self.deliveryID = deliveryID
    self.day = day
  }

  /// The token's text, signed with the ring's first key.
  public func signed(with keys: KeyRing) -> String {
    SignedText.text(of: payload, label: UnsubscribeToken.label, keys: keys)
  }

  /// Reads a token that `keys` signed at most 400 days before `now`.
  ///
  /// Whatever is not, down to the last bit, what `signed(with:)` wrote is refused; a token dated up to one day ahead
  /// is accepted, since clocks differ.
  public init(verifying text: some StringProtocol, keys: KeyRing, now: Instant) throws(TokenRefusal) {
    guard let signed = SignedText(text), let token = UnsubscribeToken(payload: signed.payload) else {
      throw .malformed
    }
    try signed.verify(label: UnsubscribeToken.label, keys: keys)
    let age = now.seconds / 86_400 - token.day
    guard (-1...UnsubscribeToken.daysOfValidity).contains(age) else { throw .expired }
    self = token
  }

  private init?(payload: [UInt8]) {
    guard payload.count == 13, payload[0] == UnsubscribeToken.purpose else { return nil }
    let delivery = payload[1..<9].reduce(UInt64(0)) { $0 << 8 | UInt64($1) }
    guard let deliveryID = Int(exactly: delivery) else { return nil }
    self.init(deliveryID: deliveryID, day: payload[9..<13].reduce(0) { $0 << 8 | Int($1) })
  }

  private var payload: [UInt8] {
    [UnsubscribeToken.purpose] + bigEndian(UInt64(deliveryID)) + bigEndian(UInt32(truncatingIfNeeded: day))
  }

  private static let purpose: UInt8 = 1
  private static let label: StaticString = "nudge/unsub/v1"
}
