import Domain
import Encoding
import FunctionContract
import FunctionHost
import JSON

/// `advance SPAN`: lets time pass.
struct AdvanceCommand: Command {
  static let name = "advance"
  static let summary = "let time pass: hours or weeks in seconds, with all that falls due"
  static let manual = Manual(
    words: "SPAN | message", choices: ["1h", "1d", "1w", "message"],
    text: """
      Lets the project's clock leap by a span such as 30m, 6h, 1d or 2w, or with `message` until the next message has gone
      out, sixty days at most. On the way timers fire, messages go to the fake providers and into the mailbox, and
      generated learners come and go. The clock never goes back: `local-runner database reset` begins anew. Works beside
      `local-runner serve` and without it.
      """,
    options: [Manual.Option("--json", nil, "print where the clock stands and how many messages went out as JSON")],
    exits: [(.unavailable, "the database cannot be reached"), (.temporary, "the clock is moving already")])

  private let options: Options
  private let leap: Leap

  init(_ options: Options) throws(RunnerError) {
    leap = try options.leap()
    self.options = options
  }

  func run() throws(RunnerError) -> Int32 {
    let workspace = try Workspace(options)
    let lock = ServeLock(workspace)
    if let address = lock.address { return try ask(address) }
    let passed = try lock.alone { () throws(RunnerError) in try pass(workspace) }
    Console.say(options.has("--json") ? passed.json.text : passed.line)
    return 0
  }

  private func pass(_ workspace: Workspace) throws(RunnerError) -> LiveStage.Passed {
    let server = try PrivateServer(workspace)
    let wasRunning = server.isRunning
    try server.start()
    defer { if !wasRunning { try? server.stop() } }
    try Deployment(workspace, server).deploy()
    var settings = StageSettings()
    settings.mode = .warm
    settings.publicURL = Address.gateway
    settings.log = { _, _ in }
    let stage = try Stage(workspace, server, settings)
    defer { stage.stop() }
    return try LiveStage(stage, database: server.settings(), firesTimers: false).leap(leap)
  }

  /// Asks the runner that serves.
  private func ask(_ address: String) throws(RunnerError) -> Int32 {
    let form = FormEncoding.encode([(name: "by", value: options.words.joined(separator: " "))])
    let answer = LoopbackClient.ask(
      port: UInt16(address.split(separator: ":").last ?? "") ?? 0, "/_/clock", method: "POST",
      headers: ["Content-Type": "application/x-www-form-urlencoded", "Accept": "application/json"], body: form,
      within: 3600)
    guard let answer else { throw RunnerError(.unavailable, "\(address) does not answer") }
    let text = String(decoding: answer.body, as: UTF8.self).trimmed
    guard answer.status == 200, let passed = (try? JSON.parse(text)).flatMap(LiveStage.Passed.init) else {
      throw RunnerError(answer.status == 409 ? .temporary : .software, text)
    }
    Console.say(options.has("--json") ? text : passed.line)
    return 0
  }
}
