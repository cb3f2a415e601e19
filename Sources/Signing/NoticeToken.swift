public import Domain

/// What lets a learner's app see their notices: whose they are, whether it may mark them as read, and until when, signed.
///
/// It names the learner by the platform's own number, and opens nothing but notices.
public struct NoticeToken: Sendable, Equatable {
  /// How long a token is good for at most.
  public static let longestLife = Instant.Span.days(31)

  public let userID: Int
  /// Whether the holder may mark notices as read; otherwise only see them.
  public let mayMark: Bool
  /// In whole seconds.
  public let expiresAt: Instant

  public init(userID: Int, mayMark: Bool, expiresAt: Instant) {
    self.userID = userID
    self.mayMark = mayMark
    self.expiresAt = Instant(seconds: expiresAt.seconds)
  }

  /// The token's text, signed with the ring's first key.
  public func signed(with keys: KeyRing) -> String {
    let payload =
      [NoticeToken.purpose, mayMark ? 1 : 0] + bigEndian(UInt64(bitPattern: Int64(userID)))
      + bigEndian(UInt64(bitPattern: Int64(expiresAt.seconds)))
    return SignedText.text(of: payload, label: NoticeToken.label, keys: keys)
  }

  /// Reads a token that `keys` signed and that is good at `now`; one that promises more than the longest life is refused too.
  public init(verifying text: some StringProtocol, keys: KeyRing, now: Instant) throws(TokenRefusal) {
    guard let signed = SignedText(text), let token = NoticeToken(payload: signed.payload) else { throw .malformed }
    try signed.verify(label: NoticeToken.label, keys: keys)
    guard token.expiresAt > now, token.expiresAt <= now + NoticeToken.longestLife + .minutes(5) else { throw .expired }
    self = token
  }

  private init?(payload: [UInt8]) {
    guard payload.count == 18, payload[0] == NoticeToken.purpose, payload[1] <= 1 else { return nil }
    let number = { (bytes: ArraySlice<UInt8>) in
      Int(Int64(bitPattern: bytes.reduce(UInt64(0)) { $0 << 8 | UInt64($1) }))
    }
    let seconds = number(payload[10..<18])
    guard (0...253_402_300_799).contains(seconds) else { return nil }
    self.init(userID: number(payload[2..<10]), mayMark: payload[1] == 1, expiresAt: Instant(seconds: seconds))
  }

  private static let purpose: UInt8 = 2
  private static let label: StaticString = "rekindle/notices/v1"
}
