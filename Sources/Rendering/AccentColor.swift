/// A campaign's own colour in its emails: the bar is painted with it, headings and button with what can be read of its hue.
public struct AccentColor: Sendable, Equatable {
  /// The colour as it was named.
  public let bar: Color
  /// The nearest of its hue on which white reads, and which reads on white, at 4.5 : 1 or better.
  public let shade: Color

  /// Reads `#rrggbb`; nil for anything else.
  public init?(_ hex: String) {
    guard let color = Color(hex), let card = Color(EmailTheme.light.card) else { return nil }
    bar = color
    shade = color.darkened(toReadOn: card)
  }
}
