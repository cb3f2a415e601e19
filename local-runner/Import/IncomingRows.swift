import Encoding

/// A file's rows on their way to the database, in COPY's text form, and those that have not the form of a row.
struct IncomingRows {
  private let isKnown: [Bool]
  private let headingLines: Int
  private var headings = 0
  private var text: [UInt8] = []
  /// Rows so far, without the heading.
  private(set) var count = 0
  private(set) var leftOut: [(line: Int, reason: String)] = []

  /// - Parameter isKnown: for each of the file's columns, whether it goes to the database.
  init(isKnown: [Bool], headingLines: Int) {
    self.isKnown = isKnown
    self.headingLines = headingLines
  }

  mutating func add(_ row: CSVReader.Row) {
    if headings < headingLines {
      headings += 1
      return
    }
    count += 1
    if let reason = fault(row) {
      leftOut.append((row.line, reason))
      return
    }
    let start = text.count
    text += Array(String(row.line).utf8)
    var isStorable = true
    for (field, isKnown) in zip(row.fields, isKnown) where isKnown {
      text.append(0x09)
      isStorable = FieldText.append(field, to: &text) && isStorable
    }
    text.append(0x0A)
    if !isStorable {
      text.removeSubrange(start...)
      leftOut.append((row.line, "it holds a NUL character"))
    }
  }

  /// Hands over what was collected.
  mutating func take() -> [UInt8] {
    defer { text.removeAll(keepingCapacity: true) }
    return text
  }

  private func fault(_ row: CSVReader.Row) -> String? {
    if !row.isClosed { return "a quotation mark that opens in it is not closed" }
    let rest = row.fields.dropFirst(isKnown.count)
    if row.fields.count < isKnown.count || rest.contains(where: { !$0.bytes.isEmpty }) {
      return "it has \(row.fields.count) fields, the heading \(isKnown.count)"
    }
    return nil
  }
}
