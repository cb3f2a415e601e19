import FunctionShell
import Glibc

/// The runner: everything that a platform does for the handlers, on one machine.
@main
struct LocalRunner {
  static func main() {
    exit(run(Array(CommandLine.arguments.dropFirst())))
  }

  private static func run(_ arguments: [String]) -> Int32 {
    do throws(RunnerError) {
      let (common, arguments) = Options.leading(arguments)
      switch arguments.first {
      case nil, "--help", "-h": Console.say(HelpText.overview)
      case "--version": Console.say("local-runner \(FunctionShell.version)")
      case "help": Console.say(try help(arguments.dropFirst().first))
      case let name?: return try run(Commands.named(name), arguments.dropFirst() + common)
      }
      return 0
    } catch {
      Console.complain(error.message)
      return error.code
    }
  }

  private static func run(_ command: any Command.Type, _ arguments: ArraySlice<String>) throws(RunnerError) -> Int32 {
    if arguments.contains("--help") || arguments.contains("-h") {
      Console.say(HelpText.of(command))
      return 0
    }
    return try command.init(try Options(arguments, of: command)).run()
  }

  private static func help(_ name: String?) throws(RunnerError) -> String {
    guard let name else { return HelpText.overview }
    return HelpText.of(try Commands.named(name))
  }
}
