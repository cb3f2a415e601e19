import FunctionContract
import FunctionShell

/// The manual page, in roff's `man` macros.
enum ManualPage {
  static var text: String {
    let commands = Commands.all.flatMap { command -> [String] in
      let manual = command.manual
      return [
        ".SS \(escaped(command.name)) \(escaped(manual.words))", escaped(command.summary), ".PP",
        paragraphs(manual.text),
      ] + options(manual.options)
        + (manual.outcomes + manual.exits.map { ($0.code.rawValue, $0.meaning) })
        .map { ".TP\n\($0.code)\n\(escaped($0.meaning))" }
    }
    let head = [
      ".TH LOCAL\\-RUNNER 1 \"\" \"Rekindle \(FunctionShell.version)\"", ".SH NAME",
      "local\\-runner \\- everything that a platform does for Rekindle's handlers, on one machine", ".SH SYNOPSIS",
      ".B local\\-runner", "command [words] [options]", ".SH DESCRIPTION", escaped(Commands.purpose), ".SH OPTIONS",
    ]
    let codes = Commands.all.flatMap { $0.manual.exits.map(\.code) } + [.done, .usage]
    let exits = Set(codes).sorted { $0.rawValue < $1.rawValue }.map { ".TP\n\($0.rawValue)\n\(escaped($0.inWords))" }
    return (head + options(Manual.common) + [".SH COMMANDS"] + commands + [".SH EXIT STATUS"] + exits)
      .joined(separator: "\n")
  }

  private static func options(_ options: [Manual.Option]) -> [String] {
    options.map { ".TP\n\\fB\(escaped($0.name))\\fR \\fI\(escaped($0.value ?? ""))\\fR\n\(escaped($0.text))" }
  }

  private static func paragraphs(_ text: String) -> String {
    text.split(separator: "\n", omittingEmptySubsequences: false)
      .map { $0.allSatisfy(\.isWhitespace) ? ".PP" : entry($0) ?? escaped(String($0)) }.joined(separator: "\n")
  }

  /// A line of a list, a word and its text with blanks between; nil for any other line.
  private static func entry(_ line: Substring) -> String? {
    guard let gap = line.firstRange(of: "  "), !line[..<gap.lowerBound].contains(" ") else { return nil }
    let text = line[gap.upperBound...].drop { $0 == " " }
    return ".TP\n\\fB\(escaped(String(line[..<gap.lowerBound])))\\fR\n\(escaped(String(text)))"
  }

  /// No character of the text is taken for a command.
  private static func escaped(_ text: String) -> String {
    let lines = text.replacing("\\", with: "\\e").replacing("-", with: "\\-").split(
      separator: "\n", omittingEmptySubsequences: false)
    return lines.map { $0.hasPrefix(".") || $0.hasPrefix("'") ? "\\&\($0)" : String($0) }.joined(separator: "\n")
  }
}
