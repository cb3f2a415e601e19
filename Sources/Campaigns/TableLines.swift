/// Follows a Markdown text line by line and knows which lines are a table's (GitHub's tables).
struct TableLines {
  private var last: Substring = ""
  /// Whether the last line was a table's row of dashes or a row below it.
  private(set) var isInside = false
  /// Sections that the table has opened and not closed.
  private var open = 0

  /// Takes the next line.
  mutating func take(_ line: Substring) {
    if isInside {
      isInside = TableLines.isRow(line)
    } else if TableLines.isRow(last), TableLines.isRuler(line), TableLines.cells(in: line) == TableLines.cells(in: last)
    {
      isInside = true
      open = 0
    }
    last = line
  }

  /// Takes a line of nothing but tags; whether it is one of the table's, whose sections open and close in the table.
  mutating func take(_ tags: [ShieldedTag]) -> Bool {
    guard isInside else {
      last = ""
      return false
    }
    for tag in tags {
      open += tag.kind == .open ? 1 : tag.kind == .close ? -1 : 0
      if open < 0 || tag.kind == .place { isInside = false }
    }
    if !isInside { last = "" }
    return isInside
  }

  /// The one-based line on which the first table begins; nil where there is none.
  static func firstLine(in text: String) -> Int? {
    var lines = TableLines()
    for (index, line) in text.split(separator: "\n", omittingEmptySubsequences: false).enumerated() {
      lines.take(line)
      if lines.isInside { return index }
    }
    return nil
  }

  /// Whether the line is written as a row: it begins with a bar.
  static func isRow(_ line: Substring) -> Bool { line.drop(while: \.isWhitespace).first == "|" }

  /// How many cells the row has; a bar behind a backslash is a cell's own.
  static func cells(in row: Substring) -> Int {
    var bars = 0
    var isEscaped = false
    var isLast = false
    for character in row where !character.isWhitespace {
      isLast = character == "|" && !isEscaped
      if isLast { bars += 1 }
      isEscaped = character == "\\" && !isEscaped
    }
    return isLast ? bars - 1 : bars
  }

  private static func isRuler(_ line: Substring) -> Bool {
    isRow(line) && line.contains("-") && line.allSatisfy { "|-: \t".contains($0) }
  }
}
