/// What a text costs as a short message (docs/providers/README.md).
public struct SMSSegments: Sendable, Equatable {
  /// How the text travels: one character outside the GSM alphabet turns the whole message into UCS-2.
  public enum Encoding: String, Sendable {
    case gsm7 = "GSM-7"
    case ucs2 = "UCS-2"

    /// Units of a message that stands alone.
    var single: Int { self == .gsm7 ? 160 : 70 }
    /// Units of each part of a longer message.
    var part: Int { self == .gsm7 ? 153 : 67 }
  }

  public let encoding: Encoding
  /// Septets, or UTF-16 code units.
  public let units: Int
  /// Parts that are billed; an escape pair or surrogate pair is never split between two.
  public let count: Int

  public init(_ text: String) {
    let septets = text.unicodeScalars.map(GSM7.septets)
    if septets.contains(nil) {
      self.init(.ucs2, text.unicodeScalars.map { $0.value > 0xFFFF ? 2 : 1 })
    } else {
      self.init(.gsm7, septets.compactMap { $0 })
    }
  }

  private init(_ encoding: Encoding, _ widths: [Int]) {
    self.encoding = encoding
    units = widths.reduce(0, +)
    guard units > encoding.single else {
      count = units == 0 ? 0 : 1
      return
    }
    var parts = 1
    var used = 0
    for width in widths {
      if used + width > encoding.part {
        parts += 1
        used = 0
      }
      used += width
    }
    count = parts
  }
}
