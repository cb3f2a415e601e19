/// One subcommand of the runner.
protocol Command {
  static var name: String { get }
  /// One line for the list of commands.
  static var summary: String { get }
  static var manual: Manual { get }

  init(_ options: Options) throws(RunnerError)
  func run() throws(RunnerError) -> Int32
}

extension Command {
  /// How it is typed.
  static var usage: String {
    let options = manual.options.map { "[\($0.usage)]" }
    return (["local-runner \(name)"] + [manual.words].filter { !$0.isEmpty } + options).joined(separator: " ")
  }
}
