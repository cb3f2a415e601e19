/// One subcommand of the runner.
protocol Command {
  static var name: String { get }
  /// One line for the list of commands.
  static var summary: String { get }
  /// Usage, what it does, every option, exit codes.
  static var help: String { get }
  /// Options that take a value, such as `--port`.
  static var valueOptions: [String] { get }
  /// Options without a value, such as `--json`.
  static var flagOptions: [String] { get }

  init(_ options: Options) throws(RunnerError)
  func run() throws(RunnerError) -> Int32
}

extension Command {
  static var valueOptions: [String] { [] }
  static var flagOptions: [String] { [] }
}
