import Glibc

/// The runner: everything that a platform does for the handlers, on one machine.
@main
struct LocalRunner {
  private static var commands: [any Command.Type] {
    [
      DatabaseCommand.self, DemoCommand.self, DoctorCommand.self, ImportCommand.self, InvokeCommand.self,
      LintCommand.self,
      PlatformsCommand.self, PreviewCommand.self, SampleCommand.self, SendCommand.self, ServeCommand.self,
      SimulateCommand.self, SinkCommand.self,
    ]
  }

  static func main() {
    exit(run(Array(CommandLine.arguments.dropFirst())))
  }

  private static func run(_ arguments: [String]) -> Int32 {
    guard let name = arguments.first, name != "help", name != "--help" else {
      return help(arguments.dropFirst().first)
    }
    guard let command = commands.first(where: { $0.name == name }) else {
      Console.complain("there is no command \(name): `local-runner help` names them all")
      return RunnerError.usageCode
    }
    if arguments.contains("--help") { return help(name) }
    do throws(RunnerError) {
      let options = try Options(arguments.dropFirst(), of: command)
      return try command.init(options).run()
    } catch {
      Console.complain(error.message)
      return error.code
    }
  }

  private static func help(_ name: String?) -> Int32 {
    if let name, let command = commands.first(where: { $0.name == name }) {
      Console.say(command.help)
      return 0
    }
    Console.say("The runner of Rekindle: handlers, database, gateway and providers on one machine.\n\nCommands:")
    for command in commands {
      let name = command.name + String(repeating: " ", count: max(1, 12 - command.name.count))
      Console.say("  \(name)\(command.summary)")
    }
    Console.say("\n`local-runner help <command>` tells a command's options.")
    return 0
  }
}
