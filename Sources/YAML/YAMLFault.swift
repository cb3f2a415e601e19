import CYAML

/// What libyaml found wrong, in words that say what to change.
struct YAMLFault {
  private let problem: String
  private let context: String
  /// One-based line and the column, counted from 0, of the problem and of what it is part of.
  private let place: (line: Int, column: Int)
  private let start: (line: Int, column: Int)
  private let lines: [Substring]

  init(_ parser: yaml_parser_t, in text: UnsafeBufferPointer<UInt8>) {
    problem = parser.problem.map { String(cString: $0) } ?? "this is no YAML"
    context = parser.context.map { String(cString: $0) } ?? ""
    place = (Int(parser.problem_mark.line) + 1, Int(parser.problem_mark.column))
    start = (Int(parser.context_mark.line) + 1, Int(parser.context_mark.column))
    lines = String(decoding: text, as: UTF8.self).split(separator: "\n", omittingEmptySubsequences: false)
  }

  var error: YAMLError {
    if indent(of: place.line).contains("\t") {
      return YAMLError(message: "the line is indented with a tab: YAML takes blanks only", line: place.line)
    }
    switch problem {
    case "did not find expected key": return misplaced("gives its keys", "that begins", example: "")
    case "did not find expected '-' indicator":
      return misplaced("gives its elements", "that begins", example: ", and begins each with `- `")
    case "mapping values are not allowed in this context": return strayColon
    case "could not find expected ':'":
      return YAMLError(
        message: "`\(words(start.line))` is no key with a value: write `key: value`, or indent it as its neighbours",
        line: start.line)
    case "found unexpected end of stream" where context.contains("quoted"):
      return YAMLError(message: "the quote that opens here is never closed", line: start.line)
    case "did not find expected ',' or ']'":
      return YAMLError(message: "the list that opens here with [ needs commas and a closing ]", line: start.line)
    case "did not find expected ',' or '}'":
      return YAMLError(message: "the values that open here with { need commas and a closing }", line: start.line)
    case "found character that cannot start any token":
      return YAMLError(message: "a value that begins with this character needs quotes", line: place.line)
    default: return YAMLError(message: problem, line: place.line)
    }
  }

  /// A line that stands at none of the columns at which it would mean something.
  private func misplaced(_ gives: String, _ begins: String, example: String) -> YAMLError {
    let blanks = indent(of: place.line).count
    if place.column > blanks { return strayQuote }
    return YAMLError(
      message: "the line is indented by \(counted(blanks)), but what begins in line \(start.line) \(gives) "
        + "\(counted(start.column))\(example)",
      line: place.line)
  }

  /// A quoted text with something after it: most often a quote that an earlier line has left open.
  private var strayQuote: YAMLError {
    let open = lines.prefix(place.line).firstIndex { line in line.count { $0 == "\"" } % 2 == 1 }.map { $0 + 1 }
    guard let open, open < place.line else {
      return YAMLError(
        message: "something follows a value that has ended: quote the whole text, and double quotes inside it",
        line: place.line)
    }
    return YAMLError(message: "the quote that opens here is closed in line \(place.line) only", line: open)
  }

  /// A colon after a value: the line belongs a level deeper or to the level before, or the text wants quotes.
  private var strayColon: YAMLError {
    let own = indent(of: place.line).count
    let before = lines[..<min(place.line - 1, lines.count)].last { !$0.allSatisfy(\.isWhitespace) && !isComment($0) }
    let other = before.map { $0.prefix { $0 == " " }.count } ?? own
    guard own == other || before == nil else {
      return YAMLError(
        message: "the line is indented by \(counted(own)), the one before by \(counted(other)), and that has a value "
          + "already: give keys of one block the same indentation",
        line: place.line)
    }
    return YAMLError(message: "a text that holds `: ` needs quotes", line: place.line)
  }

  private func isComment(_ line: Substring) -> Bool { line.drop { $0 == " " }.first == "#" }

  private func indent(of line: Int) -> Substring {
    lines.indices.contains(line - 1) ? lines[line - 1].prefix { $0 == " " || $0 == "\t" } : ""
  }

  private func words(_ line: Int) -> String {
    lines.indices.contains(line - 1) ? String(lines[line - 1].drop { $0 == " " }.prefix(40)) : ""
  }

  private func counted(_ blanks: Int) -> String { blanks == 1 ? "1 blank" : "\(blanks) blanks" }
}
