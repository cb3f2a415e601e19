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
  static let manual = Manual(
    text: """
      Hands the event on standard input to every function that consumes its type, carries the events of the replies on, fakes
      the providers and their callbacks, and prints the tree with timings when nothing is left to do. What is sent lies in the
      mailbox. The database must run. Events that failed for good lie in .rekindle/dead-letters.
      """,
    options: [
      Manual.Option("--json", nil, "print the deliveries as JSON"),
      Manual.Option("--log", nil, "show the handlers' logs on standard error"),
      Manual.Option("--event-clock", nil, "the time is the event's own (REKINDLE_CLOCK=event)"),
    ] + ProviderSettings.options,
    exits: [
      (.badEvent, "the event is bad"), (.unavailable, "the database cannot be started or reached"),
      (.temporary, "a function did not end well"),
    ])

  private let options: Options

  init(_ options: Options) throws(RunnerError) {
    _ = try options.words(0...0, "no words: the event stands on standard input")
    self.options = options
  }

  func run() throws(RunnerError) -> Int32 { try SendCommand.follow(try readEvent(), options) }

  /// Carries an event and all that it causes, prints what became of it unless it is `isQuiet`, and returns the exit code.
  static func follow(_ event: CloudEvent, _ options: Options, isQuiet: Bool = false) throws(RunnerError) -> Int32 {
    let workspace = try Workspace(options)
    var event = event
    let tree = EventTree()
    var settings = StageSettings()
    settings.provider = try ProviderSettings(options)
    settings.publicURL = ServeLock(workspace).address ?? Address.gateway
    settings.report = { tree.add($0) }
    let log = LogCollector()
    if !options.has("--log") { settings.log = { log.append($1) } }
    if options.has("--event-clock") {
      guard let time = event.time else { throw RunnerError(.badEvent, "--event-clock needs an event with a time") }
      settings.clock = StageClock(standingAt: time)
    }
    let stage = try Stage(workspace, try PrivateServer(workspace), settings)
    defer { stage.stop() }
    event.time = stage.clock.now
    stage.bus.publish(event)
    _ = stage.bus.waitUntilIdle()
    _ = stage.callbacks?.waitUntilIdle(until: .now + .seconds(30))
    if !isQuiet { say(tree, messages: stage.sink.messages, asJSON: options.has("--json")) }
    if !tree.isGood, let last = log.last { Console.note(last) }
    return tree.isGood ? 0 : ExitCode.temporary.rawValue
  }

  private static func say(_ tree: EventTree, messages: Int, asJSON: Bool) {
    if asJSON {
      Console.say(tree.json.text)
      return
    }
    for line in tree.lines { Console.say(line) }
    if messages > 0 {
      Console.say("\(messages) messages taken by the fake providers: `local-runner serve` shows them")
    }
  }

  private func readEvent() throws(RunnerError) -> CloudEvent {
    if isatty(0) == 1 { Console.note("Type the event as JSON and end it with Ctrl-D.") }
    let bytes = try Files.readAll(0, "standard input", limit: 6 << 20)
    return try CloudEvent(document: bytes, name: "standard input")
  }
}
