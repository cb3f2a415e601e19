import Domain
import FunctionContract
import FunctionHost
import Glibc
import JSON
import Processes

/// `send`: an event from standard input, followed through everything that it causes.
struct SendCommand: Command {
  static let name = "send"
  static let summary = "route the event on standard input, follow all that it causes, print the tree"
  static let help = """
    local-runner send [--json] [--event-clock] [provider options] < event.json

    Hands the event to every function that consumes its type, carries the events of the replies on, plays the providers
    and their callbacks, and prints the tree with timings when nothing is left to do. The database must run.
    Exit code 0 when every function ended well, 75 otherwise; events that failed for good lie in .rekindle/dead-letters.

    --json          print the deliveries as JSON
    --event-clock   the time is the event's own (REKINDLE_CLOCK=event)
    \(ProviderSettings.help.replacing("\n", with: "\n    "))
    """
  static let valueOptions = ProviderSettings.options
  static let flagOptions = ["--json", "--event-clock"]

  private let options: Options

  init(_ options: Options) throws(RunnerError) {
    _ = try options.words(0...0, "no words: the event stands on standard input")
    self.options = options
  }

  func run() throws(RunnerError) -> Int32 {
    let workspace = try Workspace(options)
    let event = try readEvent()
    let tree = EventTree()
    var settings = StageSettings()
    settings.provider = try ProviderSettings(options)
    settings.usesEventClock = options.has("--event-clock")
    settings.report = { tree.add($0) }
    if let time = event.time, settings.usesEventClock { settings.clock = { time } }
    let stage = try Stage(workspace, try PrivateServer(workspace), settings)
    defer { stage.stop() }
    stage.bus.publish(event)
    _ = stage.bus.waitUntilIdle()
    _ = stage.callbacks?.waitUntilIdle(until: .now + .seconds(30))
    if options.has("--json") {
      Console.say(tree.json.text)
    } else {
      for line in tree.lines { Console.say(line) }
      if stage.sink.messages > 0 { Console.say("\(stage.sink.messages) messages taken by the played providers") }
    }
    return tree.isGood ? 0 : ExitCode.temporary.rawValue
  }

  private func readEvent() throws(RunnerError) -> CloudEvent {
    if isatty(0) == 1 { Console.note("Type the event as JSON and end it with Ctrl-D.") }
    let bytes = try Files.readAll(0, "standard input", limit: 6 << 20)
    return try CloudEvent(document: bytes, name: "standard input")
  }
}
