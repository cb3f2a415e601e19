public import Domain

/// One rendered text message to one learner.
public struct TextMessage: Sendable, Equatable {
  public let correlation: Correlation
  public let to: PhoneNumber
  public let body: String
  /// How long the provider may keep trying: what is left of the message's usefulness.
  public let usefulFor: Instant.Span?

  /// Removes control characters (line breaks stay) and bidirectional overrides, then refuses an empty body and one
  /// of more than 1,600 UTF-16 units, the provider's limit.
  public init(
    correlation: Correlation, to: PhoneNumber, body: String, usefulFor: Instant.Span? = nil
  ) throws(MessageError) {
    var clean = String.UnicodeScalarView()
    clean.append(contentsOf: body.unicodeScalars.filter { !TextMessage.isRemoved($0) })
    let body = String(clean)
    if body.allSatisfy(\.isWhitespace) { throw .empty("text message") }
    if body.utf16.count > 1600 { throw .tooLong("text message", limit: 1600) }
    self.correlation = correlation
    self.to = to
    self.body = body
    self.usefulFor = usefulFor
  }

  private static func isRemoved(_ scalar: Unicode.Scalar) -> Bool {
    switch scalar.value {
    case 0x0A: false
    case 0..<0x20, 0x7F..<0xA0, 0x202A...0x202E, 0x2066...0x2069: true
    default: false
    }
  }
}
