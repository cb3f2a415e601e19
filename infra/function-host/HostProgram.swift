import Domain
import FunctionContract
import FunctionHost
import FunctionShell
import Glibc
import JSON
import Processes
import Publishing

/// `function-host [NAME]`: runs one function on the platform that the environment tells of.
@main
enum HostProgram {
  private static let usage = """
    usage: function-host [FUNCTION | --timers | --health | --version | --help]

    Runs the function in REKINDLE_FUNCTIONS (default /functions) on the platform that the environment tells of: AWS
    Lambda, Azure Functions, OpenWhisk, HTTP on PORT, an event in REKINDLE_EVENT or K_EVENT_PATH, else standard input.
    --timers fires the schedules of every function there, to where REKINDLE_EVENTS_TO says: for a server without timers.
    --health asks the server on PORT whether it is well. docs/deploy has a page per platform.
    """

  static func main() {
    StopSignal.arm()
    Orphans.adopt()
    do throws(HostError) {
      leave(try run(Array(CommandLine.arguments.dropFirst()), .process))
    } catch {
      log("function-host").failure(HandlerFailure(error.exitCode, "Host.CannotStart", error.message))
      LambdaMode.report(error, .process)
      leave(error.exitCode.rawValue)
    }
  }

  /// Ends the process as it is: threads that are still at work would crash on what an orderly exit tears down.
  private static func leave(_ exitCode: Int32) -> Never { _exit(exitCode) }

  private static func run(_ arguments: [String], _ environment: Environment) throws(HostError) -> Int32 {
    switch arguments.first {
    case "--help", "-h": return say(usage)
    case "--version": return say("function-host \(FunctionShell.version)")
    case "--timers": return try TimerMode.run(environment, log: log("timers"))
    case "--health": return HealthProbe.ask(port: environment["PORT"].flatMap(UInt16.init) ?? 8080)
    case let name where arguments.count <= 1 && name?.hasPrefix("-") != true:
      return try serve(name, environment.withSecrets())
    default: throw HostError(.usage, usage)
    }
  }

  private static func serve(_ name: String?, _ environment: Environment) throws(HostError) -> Int32 {
    let mode = try HostMode(environment, fileExists: { access($0, F_OK) == 0 })
    if case .actionLoop = mode { try ActionLoop.checkDescriptor() }
    let settings = try HostSettings(name: name, environment)
    let publisher = try publisher(settings.manifest, mode, environment)
    let function = HostedFunction(
      settings.manifest, program: settings.program, environment: environment.values, mode: settings.processes,
      log: { [log = log(settings.manifest.name)] in log.pass($0) })
    let host = Host(function, publisher: publisher, log: log(settings.manifest.name))
    return try serve(host, mode, settings, environment)
  }

  private static func publisher(
    _ manifest: Manifest, _ mode: HostMode, _ environment: Environment
  ) throws(HostError) -> EventPublisher {
    do throws(HandlerFailure) {
      var destinations = try EventDestinations(environment: environment.values)
      if mode == .standardInput, destinations.all.isEmpty { destinations = .reply }
      try destinations.check(manifest, callerTakesEvents: mode.callerTakesEvents(of: manifest))
      return try EventPublisher(destinations, environment: environment.values)
    } catch {
      throw HostError(error.exitCode, error.message)
    }
  }

  private static func serve(
    _ host: Host, _ mode: HostMode, _ settings: HostSettings, _ environment: Environment
  ) throws(HostError) -> Int32 {
    switch mode {
    case .http(let port): return try HTTPMode.serve(host, .cloudEvents, port: port, settings).rawValue
    case .azure(let port): return try HTTPMode.serve(host, .azure, port: port, settings).rawValue
    case .blackBox(let port): return try HTTPMode.serve(host, .openWhisk, port: port, settings).rawValue
    case .actionLoop(let acknowledges):
      return ActionLoop.serve(host, acknowledges: acknowledges, drain: settings.drain).rawValue
    case .inline(let event): return JobMode.run(host, Array(event.utf8), StopWatch(drain: settings.drain))
    case .file(let path):
      do throws(FileError) {
        return JobMode.run(host, try FileReader.read(path, limit: 6 << 20), StopWatch(drain: settings.drain))
      } catch {
        throw HostError(.configuration, "the event cannot be read: \(error)")
      }
    case .standardInput:
      let watch = StopWatch(drain: settings.drain)
      var input = StandardInput(limit: settings.manifest.limits.inputBytes)
      return JobMode.run(host, input.all(), watch)
    case .lambda(let api): return try LambdaMode.serve(host, api: api, drain: settings.drain, environment).rawValue
    }
  }

  private static func log(_ name: String) -> Log {
    Log(context: ["fn": .string(name)], threshold: .info, write: { Output.write($0, to: 2) })
  }

  private static func say(_ text: String) -> Int32 {
    Output.write(Array("\(text)\n".utf8), to: 1)
    return 0
  }
}
