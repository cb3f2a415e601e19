import FunctionContract

/// `database start | url | stop`.
struct DatabaseCommand: Command {
  static let name = "database"
  static let summary = "start, stop, reset the private database, or tell its address"
  static let manual = Manual(
    words: "start | url | stop | status | reset",
    choices: ["start", "url", "stop", "status", "reset"],
    text: """
      start   starts a private PostgreSQL under .rekindle/ and brings its schema up to date; ready when it returns
      url     prints the connection URL, of the superuser or of --role
      stop    stops it; the data stay
      status  exit code 0 while it runs, 69 otherwise
      reset   throws away all that it holds - learners, campaigns, ledger, mailbox, clock - and starts afresh
      """,
    options: [
      Manual.Option("--role", "NAME", "the role in the URL, such as rekindle_detect"),
      Manual.Option("--no-migrate", nil, "start the server only"),
    ],
    exits: [
      (.unavailable, "the database cannot be started or reached"), (.temporary, "`serve` runs: stop it before a reset"),
    ])

  private let action: String
  private let options: Options

  init(_ options: Options) throws(RunnerError) {
    action = try options.words(1...1, "one of \(Self.manual.choices.joined(separator: ", "))")[0]
    self.options = options
  }

  func run() throws(RunnerError) -> Int32 {
    let workspace = try Workspace(options)
    let server = try PrivateServer(workspace)
    switch action {
    case "start":
      try server.start()
      if !options.has("--no-migrate") { try Deployment(workspace, server).deploy() }
    case "url": Console.say(try server.url(role: try role(workspace)))
    case "stop": try server.stop()
    case "reset": try reset(workspace, server)
    case "status": return server.isRunning ? 0 : 69
    default: throw options.unknown(action, among: Self.manual.choices)
    }
    return 0
  }

  /// The role that `--role` names; nil where it names none.
  private func role(_ workspace: Workspace) throws(RunnerError) -> String? {
    guard let role = options.text("--role") else { return nil }
    let known = Set(try HandlerSet.manifests(workspace).compactMap(\.databaseRole) + ["rekindle_owner"]).sorted()
    if known.contains(role) { return role }
    let near = EditDistance.nearest(to: role, in: known).map { ", did you mean \($0)?" } ?? ""
    throw RunnerError(.usage, "there is no role \(role)\(near); there are \(known.joined(separator: ", "))")
  }

  private func reset(_ workspace: Workspace, _ server: PrivateServer) throws(RunnerError) {
    try ServeLock(workspace).alone { () throws(RunnerError) in
      try server.start()
      try server.makeDatabase(PrivateServer.database)
      try Deployment(workspace, server).deploy()
    }
    Console.note("The database is empty. Next: `local-runner sample`, or `local-runner import DIR`.")
  }
}
