import FunctionContract

/// What a command tells of itself: its options are read by it, and help, completion and the manual page are made from it.
struct Manual {
  /// An option with a value, such as `--port P`, or a flag without one.
  struct Option {
    let name: String
    /// What stands for the value in help; nil for a flag.
    let value: String?
    let text: String

    init(_ name: String, _ value: String? = nil, _ text: String) {
      self.name = name
      self.value = value
      self.text = text
    }

    var usage: String { value.map { "\(name) \($0)" } ?? name }
  }

  /// An option that every command has.
  static let common = [
    Option("--root", "DIR", "the project's folder (the nearest one upwards that holds functions/ and infra/)"),
    Option("--help", nil, "print this"),
  ]

  /// The words that stand after the command, such as `DIR`; empty for none.
  var words = ""
  /// The words that may stand first, where they are from a fixed list.
  var choices: [String] = []
  /// What it does, in paragraphs of ready lines.
  var text: String
  var options: [Option] = []
  /// Exit codes of this command's own that are no errors, with what they mean.
  var outcomes: [(code: Int32, meaning: String)] = []
  /// Exit codes of errors beyond 64, with what they mean here.
  var exits: [(code: ExitCode, meaning: String)] = []

  /// The codes that it can end with, in order.
  var exitCodes: [(code: Int32, meaning: String)] {
    let all = [(ExitCode.done.rawValue, "done"), (ExitCode.usage.rawValue, "a word or an option is wrong")]
    return (all + outcomes + exits.map { ($0.code.rawValue, $0.meaning) }).sorted { $0.0 < $1.0 }
  }
}
