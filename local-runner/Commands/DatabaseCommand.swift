/// `database start | url | stop`.
struct DatabaseCommand: Command {
  static let name = "database"
  static let summary = "start, stop, or tell the address of the private database"
  static let help = """
    local-runner database start | url | stop | status [--role NAME] [--no-migrate]

    start   starts a private PostgreSQL under .rekindle/, brings its schema up to date and publishes campaigns/;
            does nothing where that is done already, and is ready when it returns
    url     prints the connection URL, of the superuser or of --role
    stop    stops it; the data stay
    status  exit code 0 while it runs, 69 otherwise

    --role NAME    the role in the URL, such as rekindle_detect
    --no-migrate   start the server only
    """
  static let valueOptions = ["--role"]
  static let flagOptions = ["--no-migrate"]

  private let action: String
  private let options: Options

  init(_ options: Options) throws(RunnerError) {
    action = try options.words(1...1, "one of start, url, stop, status")[0]
    self.options = options
  }

  func run() throws(RunnerError) -> Int32 {
    let workspace = try Workspace(options)
    let server = try PrivateServer(workspace)
    switch action {
    case "start":
      try server.start()
      if !options.has("--no-migrate") { try Deployment(workspace, server).deploy() }
    case "url": Console.say(try server.url(role: options.text("--role")))
    case "stop": try server.stop()
    case "status": return server.isRunning ? 0 : 69
    default: throw RunnerError.usage("database \(action) is unknown", Self.name)
    }
    return 0
  }
}
