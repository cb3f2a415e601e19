/// Literal text on its way into an HTML template.
public enum HTMLText {
  /// The text with markup characters as references; Mustache's plain `{{tags}}` have none and stay.
  public static func escaped(_ text: String) -> String {
    text.replacing("&", with: "&amp;").replacing("<", with: "&lt;").replacing(">", with: "&gt;")
      .replacing("\"", with: "&quot;")
  }
}
