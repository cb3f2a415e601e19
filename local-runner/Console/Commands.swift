import FunctionContract

/// The runner's commands, in order of their names.
enum Commands {
  static var all: [any Command.Type] {
    [
      AdvanceCommand.self, ApproveCommand.self, BacktestCommand.self, CompletionCommand.self, ConformCommand.self,
      DatabaseCommand.self, DemoCommand.self, DiffCommand.self, DoctorCommand.self, ExplainCommand.self,
      ImportCommand.self, ImportCopyCommand.self, InvokeCommand.self, JobCommand.self, KeysCommand.self,
      LeadsCommand.self, LiftCommand.self, LintCommand.self, ManCommand.self, PlatformsCommand.self,
      PreviewCommand.self, PricesCommand.self, ProveCommand.self, PublishCommand.self, ReplayCommand.self,
      SampleCommand.self, SendCommand.self, ServeCommand.self, SimulateCommand.self, SinkCommand.self,
      TemplatesCommand.self,
    ]
  }

  static let purpose = "The runner of Rekindle: handlers, database, gateway and providers on one machine."

  /// The command of this name; the error names the nearest.
  static func named(_ name: String) throws(RunnerError) -> any Command.Type {
    if let command = all.first(where: { $0.name == name }) { return command }
    let near = EditDistance.nearest(to: name, in: all.map { $0.name }).map { ", did you mean \($0)?" } ?? ":"
    throw RunnerError(.usage, "there is no command \(name)\(near) `local-runner help` names them all")
  }
}
