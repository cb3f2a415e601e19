import Rendering
import YAML

extension YAMLFields {
  /// The `theme` that a campaign or a message names, with a note where text and button need another shade of it.
  func accent() -> AccentColor? {
    guard let node = optional("theme") else { return nil }
    let accent = value(node, "a colour such as '#4CAF50'", AccentColor.init)
    if let accent, accent.shade != accent.bar, let white = Color(EmailTheme.light.buttonText) {
      let ratio = accent.bar.contrast(with: white).contrastInWords
      note(
        "white text on \(accent.bar.hex) has a contrast of \(ratio); headings and buttons take \(accent.shade.hex)",
        at: node.line)
    }
    return accent
  }
}

extension Double {
  /// A contrast with two decimals, cut: `2.77 : 1`.
  var contrastInWords: String {
    let hundredths = Int(self * 100)
    return "\(hundredths / 100).\(hundredths % 100 < 10 ? "0" : "")\(hundredths % 100) : 1"
  }
}
