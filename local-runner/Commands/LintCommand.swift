import FunctionContract

/// `lint`: what the compiler does not check of the sources' structure.
struct LintCommand: Command {
  static let name = "lint"
  static let summary = "compare what the sources import with the table of docs/architecture.md"
  static let manual = Manual(
    text: """
      Reads every import of Sources, functions, local-runner and infra/function-host and compares them with the table of
      modules in docs/architecture.md. A fault is an import that the table does not list, a listed one that no file has, one
      that runs upwards, a module without a row, and a C library with two owners. Each is told as file:line.
      """,
    exits: [(.badEvent, "the table and the sources differ")])

  private let options: Options

  init(_ options: Options) throws(RunnerError) {
    _ = try options.words(0...0, "no words")
    self.options = options
  }

  func run() throws(RunnerError) -> Int32 {
    let root = try Workspace(options).root
    let table = try ModuleTable(try Files.text("\(root)/\(ModuleTable.path)"))
    let faults = try ImportGraph(table, root: root).faults()
    for fault in faults { Console.note(fault) }
    return faults.isEmpty ? 0 : ExitCode.badEvent.rawValue
  }
}
