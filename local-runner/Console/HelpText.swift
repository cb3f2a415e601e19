import FunctionContract

/// What people read who ask for help.
enum HelpText {
  /// Every command in a line.
  static var overview: String {
    let commands = Commands.all.map { "  \($0.name.padded(to: 12))\($0.summary)" }
    let codes = [ExitCode.done, .usage, .badEvent, .unavailable, .software, .temporary, .configuration]
      .map { "  \(String($0.rawValue).padded(to: 12))\($0.inWords)" }
    return """
      \(Commands.purpose)

      Usage: local-runner <command> [words] [options]
             local-runner help [<command>] | --version

      Commands:
      \(commands.joined(separator: "\n"))

      Options of every command:
      \(lines(Manual.common))

      Exit codes:
      \(codes.joined(separator: "\n"))

      Start with `local-runner demo`, then `local-runner serve`. `local-runner help <command>` tells a command's options.
      """
  }

  /// One command whole.
  static func of(_ command: any Command.Type) -> String {
    let manual = command.manual
    let codes = manual.exitCodes.map { "  \(String($0.code).padded(to: 12))\($0.meaning)" }
    let words = manual.words.isEmpty ? "" : " \(manual.words)"
    return """
      local-runner \(command.name)\(words) [options]

      \(manual.text)

      Options:
      \(lines(manual.options + Manual.common))

      Exit codes:
      \(codes.joined(separator: "\n"))
      """
  }

  /// Each option with its text beside it, or below where it is long.
  private static func lines(_ options: [Manual.Option]) -> String {
    options.map { option in
      let text = option.text.replacing("\n", with: "\n" + String(repeating: " ", count: 22))
      return "  \(option.usage.padded(to: 20))\(text)"
    }.joined(separator: "\n")
  }
}

extension ExitCode {
  /// What the code means for one who called the runner.
  var inWords: String {
    switch self {
    case .done: "done"
    case .usage: "a word or an option is wrong"
    case .badEvent: "what was given is bad: an event, a campaign, a file"
    case .unavailable: "something that it needs is away: the database, a port"
    case .software: "a promise is broken, or a fault of the program"
    case .temporary: "a passing condition: try again"
    case .forbidden: "not allowed"
    case .configuration: "something must be set up first; the message says what to type"
    case .deadline: "it took too long"
    }
  }
}

extension String {
  /// The text with blanks up to a width, and one at least.
  func padded(to width: Int) -> String { self + String(repeating: " ", count: max(1, width - count)) }
}
