import JSON
import Rendering
import Testing

/// A campaign's own colour.
@Suite
struct AccentColorTests {
  /// Order and payment, enrolment, instalment, failed, cancelled.
  static let themes = ["#4CAF50", "#2196F3", "#FF9800", "#f44336", "#9E9E9E"]

  /// Holds REQ-3-18, X-119.
  @Test(arguments: themes) func theBarHasTheColourAndWhatIsReadAShadeOfIt(theme: String) throws {
    var source = EmailTests.source
    source.theme = theme
    let accent = try #require(AccentColor(theme))
    let html = try EmailTests().render(source).html
    #expect(html.contains("border-top:6px solid \(theme.lowercased())"))
    #expect(html.contains("<td bgcolor=\"\(accent.shade.hex)\""))
    #expect(accent.shade != accent.bar, "white does not read on any of the five")
    try expectReadable(accent)
  }

  @Test func anyColourHasAShadeOfItsHueOnWhichWhiteReads() throws {
    var random = SystemRandomNumberGenerator()
    for _ in 0..<2_000 {
      let hex = "#" + String(UInt32.random(in: 0x100_0000...0x1FF_FFFF, using: &random), radix: 16).dropFirst()
      try expectReadable(#require(AccentColor(hex), "\(hex)"))
    }
  }

  private func expectReadable(_ accent: AccentColor) throws {
    let white = try #require(Color("#ffffff"))
    let shade = accent.shade
    #expect(shade.contrast(with: white) >= 4.5, "\(accent.bar.hex)")
    if accent.bar.contrast(with: white) >= 4.5 { #expect(shade == accent.bar, "what reads is left alone") }
    #expect(
      shade.contrast(with: white) < max(4.75, accent.bar.contrast(with: white) + 0.01), "no darker than it must be")
    // A channel is rounded to a whole number: its share of the brightest one differs by less than one of them.
    let channels = { (color: Color) in [color.red, color.green, color.blue].map(Double.init) }
    let (bar, dark) = (channels(accent.bar), channels(shade))
    guard let brightest = bar.max(), let brightestDark = dark.max(), brightest > 0 else { return }
    for (before, after) in zip(bar, dark) {
      #expect(abs(before / brightest * brightestDark - after) <= 1, "\(accent.bar.hex) has become \(shade.hex)")
    }
  }

  @Test func aMailWithoutAThemeIsAsItWas() throws {
    #expect(EmailTests.source.json["theme"] == nil)
    var source = EmailTests.source
    source.theme = "#2196f3"
    #expect(EmailSource(json: source.json) == source)
    #expect(try !EmailTests().render().html.contains("border-top:6px"))
  }

  @Test func aButtonsOwnColourStays() throws {
    var source = EmailTests.source
    source.theme = "#2196f3"
    source.button?.color = "#7a1fa2"
    #expect(try EmailTests().render(source).html.contains("<td bgcolor=\"#7a1fa2\""))
  }

  @Test(arguments: ["green", "4CAF50", "#4CAF5", ""]) func whatIsNoColourIsNone(text: String) {
    #expect(AccentColor(text) == nil)
  }
}
