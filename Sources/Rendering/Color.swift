import Glibc

/// An opaque sRGB colour, and how well it reads on another (WCAG 2.2, success criterion 1.4.3).
public struct Color: Sendable, Equatable {
  /// The least contrast of text that everybody can read (level AA, text of any size).
  public static let readableContrast = 4.5

  public let red: UInt8
  public let green: UInt8
  public let blue: UInt8

  /// Reads `#rrggbb`; nil for anything else.
  public init?(_ hex: String) {
    let digits = hex.utf8.dropFirst()
    guard hex.utf8.first == UInt8(ascii: "#"), digits.count == 6,
      digits.allSatisfy({ Character(Unicode.Scalar($0)).isHexDigit }),
      let value = UInt32(hex.dropFirst(), radix: 16)
    else { return nil }
    red = UInt8(value >> 16)
    green = UInt8(value >> 8 & 0xFF)
    blue = UInt8(value & 0xFF)
  }

  private init(red: UInt8, green: UInt8, blue: UInt8) { (self.red, self.green, self.blue) = (red, green, blue) }

  /// The colour as `#rrggbb`.
  public var hex: String {
    "#" + [red, green, blue].map { ($0 < 16 ? "0" : "") + String($0, radix: 16) }.joined()
  }

  /// The colour itself where it reads on `background`, otherwise the nearest of the same hue that is dark enough.
  public func darkened(toReadOn background: Color) -> Color {
    (0...255).lazy.map { darkened(by: $0) }.first { $0.contrast(with: background) >= Color.readableContrast }
      ?? darkened(by: 255)
  }

  private func darkened(by share: Int) -> Color {
    let left = { (channel: UInt8) in UInt8((Int(channel) * (255 - share) + 127) / 255) }
    return Color(red: left(red), green: left(green), blue: left(blue))
  }

  /// The contrast ratio with another colour, from 1 to 21.
  public func contrast(with other: Color) -> Double {
    let (lighter, darker) = (max(luminance, other.luminance), min(luminance, other.luminance))
    return (lighter + 0.05) / (darker + 0.05)
  }

  private var luminance: Double {
    0.2126 * Color.linear(red) + 0.7152 * Color.linear(green) + 0.0722 * Color.linear(blue)
  }

  private static func linear(_ channel: UInt8) -> Double {
    let value = Double(channel) / 255
    return value <= 0.04045 ? value / 12.92 : pow((value + 0.055) / 1.055, 2.4)
  }
}
