import Domain
import FunctionContract
import FunctionHost
import JSON
import Store

/// `conform URL`: whether a platform's views remind whom they must, and nobody else.
struct ConformCommand: Command {
  static let name = "conform"
  static let summary = "try a platform's views on situations that give one reminder or none"
  static let manual = Manual(
    words: "URL",
    text: """
      Copies the database at URL, in which migrate has been, the views of lms are the platform's and conform.learners says who is in
      which situation (docs/data.md); runs the real handlers on the copy for a day against fake providers; and prints one line
      for each situation: whether who is in it got the one message, or the none, that infra/conformance/situations.sql asks for.
      The database itself is only read. A situation that the fixtures leave out counts as failed, unless they say why the platform
      cannot be in it.
      """,
    options: [
      Manual.Option("--keep", nil, "leave the copy, rekindle_conform, for a look"),
      Manual.Option("--json", nil, "print the lines as JSON"),
    ],
    exits: [
      (.software, "a situation gave another number of messages"),
      (.unavailable, "a database cannot be reached or copied"),
      (.configuration, "the database has no conform.learners"),
    ])
  private static let copy = "rekindle_conform"

  private let url: String
  private let options: Options

  init(_ options: Options) throws(RunnerError) {
    url = try options.words(1...1, "the URL of a database with a platform's fixtures")[0]
    self.options = options
  }

  func run() throws(RunnerError) -> Int32 {
    let workspace = try Workspace(options)
    let server = try PrivateServer(workspace)
    try server.start()
    try Deployment(workspace, server).deploy()  // the roles that the copy's rights name
    try server.copyForeign(url, to: Self.copy)
    defer { if !options.has("--keep") { try? server.dropDatabase(Self.copy) } }
    let deployment = Deployment(workspace, server, database: Self.copy)
    try deployment.deploy()
    let kit = try ConformanceKit(server.connection(database: Self.copy))
    for campaign in kit.campaigns { _ = try deployment.publish("\(workspace.root)/campaigns/\(campaign)") }
    let rehearsal = try Rehearsal(workspace, server, database: Self.copy, from: kit.start, keepsMail: false)
    defer { rehearsal.stop() }
    try rehearsal.run(to: kit.end)
    let verdicts = try kit.verdicts(rehearsal.connect())
    if options.has("--json") {
      Console.say(JSON.array(verdicts.map(\.json)).text)
    } else {
      for verdict in verdicts { Console.say(verdict.line) }
      Console.say(Self.summary(of: verdicts))
    }
    return verdicts.allSatisfy(\.isGood) ? 0 : ExitCode.software.rawValue
  }

  private static func summary(of verdicts: [ConformanceVerdict]) -> String {
    let tried = verdicts.count { $0.absence == nil }
    let wrong = verdicts.count { !$0.isGood }
    return "\(tried) situations tried, \(verdicts.count - tried) that the platform cannot be in, \(wrong) wrong."
  }
}
