extension Sheet {
  /// The sheet as RFC 4180 has it, with a header line.
  ///
  /// Spreadsheets take a text that begins with `=`, `+`, `-`, `@` or a control for a formula: such a text gets an
  /// apostrophe before it. Figures are never touched.
  var csv: String {
    let sheet = cut(for: .csv)
    let lines = [sheet.headings.map { Sheet.quoted($0.name) }] + sheet.rows.map { $0.map(Sheet.field) }
    return lines.map { $0.joined(separator: ",") + "\r\n" }.joined()
  }

  private static func field(_ value: Value) -> String {
    guard case .text(let text?) = value, let first = text.unicodeScalars.first else { return quoted(value.field) }
    let isFormula = "=+-@".unicodeScalars.contains(first) || first.value < 0x20
    return quoted(isFormula ? "'" + text : text)
  }

  private static func quoted(_ text: String) -> String {
    let isPlain = text.utf8.allSatisfy { $0 >= 0x20 && $0 != UInt8(ascii: ",") && $0 != UInt8(ascii: "\"") }
    return isPlain ? text : "\"" + text.replacing("\"", with: "\"\"") + "\""
  }
}
