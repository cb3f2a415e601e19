/// `completion <shell>`.
struct CompletionCommand: Command {
  static let name = "completion"
  static let summary = "print what makes the Tab key know these commands: bash, zsh or fish"
  static let manual = Manual(
    words: shells.joined(separator: " | "), choices: shells,
    text: """
      Prints a script for the shell. For bash: `eval "$(local-runner completion bash)"` in ~/.bashrc; for zsh the same in
      ~/.zshrc; for fish: `local-runner completion fish | source` in ~/.config/fish/config.fish.
      """)
  private static var shells: [String] { Completion.allCases.map(\.rawValue) }

  private let shell: Completion

  init(_ options: Options) throws(RunnerError) {
    let word = try options.words(1...1, "one of \(Self.shells.joined(separator: ", "))")[0]
    guard let shell = Completion(rawValue: word) else { throw options.unknown(word, among: Self.shells) }
    self.shell = shell
  }

  func run() -> Int32 {
    Console.say(shell.script)
    return 0
  }
}
