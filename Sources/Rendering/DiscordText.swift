/// Words that Discord shows as they were written, and does not take for its Markdown.
public enum DiscordText {
  /// Stands between an `@` and what follows, so that it rings for nobody.
  private static let joint: Unicode.Scalar = "\u{200B}"

  /// Words of an author in which nothing is formatted: timestamps such as `<t:1750000000:R>` and mentions stay what they are.
  public static func literal(_ text: String) -> String {
    var out = String.UnicodeScalarView()
    for (index, scalar) in text.unicodeScalars.enumerated() {
      if isMark(scalar) || (index == 0 && startsBlock(scalar)) { out.append("\\") }
      out.append(scalar)
    }
    return String(out)
  }

  /// A value on one line: neither format, link, time nor mention, whatever it holds.
  static func value(_ text: String) -> String {
    var out = String.UnicodeScalarView()
    let scalars = Array(text.unicodeScalars)
    for (index, scalar) in scalars.enumerated() {
      if scalar.isLineBreak {
        out.append(" ")
        continue
      }
      if scalar.isControl || scalar.overridesDirection { continue }
      let opensAddress = scalar == ":" && scalars[(index + 1)...].first == "/"
      if isMark(scalar) || "<>[]".unicodeScalars.contains(scalar) || opensAddress
        || (index == 0 && startsBlock(scalar))
      {
        out.append("\\")
      }
      out.append(scalar)
      if scalar == "@" { out.append(joint) }
    }
    return String(out)
  }

  private static func isMark(_ scalar: Unicode.Scalar) -> Bool { "\\*_~|`".unicodeScalars.contains(scalar) }

  /// Whether it makes a heading, a list or a small print at the start of a line.
  private static func startsBlock(_ scalar: Unicode.Scalar) -> Bool { "#>+-".unicodeScalars.contains(scalar) }
}
