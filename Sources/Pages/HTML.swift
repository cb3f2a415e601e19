/// A piece of HTML in which nothing but literals is markup: whatever is interpolated is escaped.
///
/// ```swift
/// let greeting: HTML = "<p title=\"\(note)\">Hello, \(name)</p>"
/// ```
/// Values are safe as text and in quoted attributes; a link's target is checked by whoever writes it.
public struct HTML: Sendable, Equatable, ExpressibleByStringInterpolation {
  /// The markup.
  public private(set) var text: String

  /// Markup given as a literal.
  public init(stringLiteral value: StaticString) { text = "\(value)" }

  public init(stringInterpolation: Interpolation) { text = stringInterpolation.text }

  /// Pieces one after the other.
  public init(_ pieces: some Sequence<HTML>) { text = pieces.map(\.text).joined(separator: "\n") }

  /// No markup at all.
  public static let empty: HTML = ""

  public static func + (left: HTML, right: HTML) -> HTML { HTML([left, right]) }
}

extension HTML {
  /// Collects literals as they stand and values escaped.
  public struct Interpolation: StringInterpolationProtocol, Sendable {
    fileprivate var text = ""

    public init(literalCapacity: Int, interpolationCount: Int) { text.reserveCapacity(literalCapacity * 2) }

    public mutating func appendLiteral(_ literal: StaticString) {
      literal.withUTF8Buffer { text += String(decoding: $0, as: UTF8.self) }
    }

    /// A text, with its markup characters written as references.
    public mutating func appendInterpolation(_ value: some StringProtocol) {
      for character in value.unicodeScalars {
        switch character {
        case "&": text += "&amp;"
        case "<": text += "&lt;"
        case ">": text += "&gt;"
        case "\"": text += "&quot;"
        case "'": text += "&#39;"
        default: text.unicodeScalars.append(character)
        }
      }
    }

    public mutating func appendInterpolation(_ value: Int) { text += String(value) }

    /// Markup inside markup.
    public mutating func appendInterpolation(_ value: HTML) { text += value.text }

    /// `markup` where there is some, nothing otherwise.
    public mutating func appendInterpolation(_ value: HTML?) { text += value?.text ?? "" }

    /// A boolean attribute such as `checked`, present or absent.
    public mutating func appendInterpolation(_ attribute: StaticString, when isPresent: Bool) {
      if isPresent { text += " \(attribute)" }
    }
  }
}
