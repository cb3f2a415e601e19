import FunctionContract
import JSON

/// `replay ID…`: events that were kept, once more.
struct ReplayCommand: Command {
  static let name = "replay"
  static let summary = "apply events of hosts that were kept, now that what they lacked is there"
  static let manual = Manual(
    words: "ID…",
    text: """
      Events that nobody here understood, or whose learner or row was missing, are kept: /dashboard/events shows them with
      their ids and reasons. This has them read and applied again, follows all that they cause and prints the tree. What
      still does not fit stays kept. The database must run.
      """,
    options: [
      Manual.Option("--json", nil, "print the deliveries as JSON"),
      Manual.Option("--log", nil, "show the handlers' logs on standard error"),
    ],
    exits: [
      (.unavailable, "the database cannot be started or reached"), (.temporary, "a function did not end well"),
    ])

  private let ids: [Int]
  private let options: Options

  init(_ options: Options) throws(RunnerError) {
    let words = try options.words(1...1000, "ids of events that were kept")
    ids = words.compactMap(Int.init)
    if ids.count < words.count { throw RunnerError(.usage, "an id is a number, as /dashboard/events shows it") }
    self.options = options
  }

  func run() throws(RunnerError) -> Int32 {
    let event = CloudEvent(
      id: "replay-\(RandomText.hex(8))", source: "/local-runner", type: "events.replay",
      data: ["ids": .array(ids.map(JSON.integer))])
    return try SendCommand.follow(event, options)
  }
}
