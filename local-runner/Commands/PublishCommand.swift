import FunctionContract
import JSON

/// `publish`: campaigns into the database.
struct PublishCommand: Command {
  static let name = "publish"
  static let summary = "check campaigns in the database and publish what changed as new versions"
  static let manual = Manual(
    words: "[DIR]",
    text: """
      Publishes a campaign's folder, or every one in a folder (campaigns), into the private database: each change becomes a
      new version, learners who are under way stay with theirs. Every fault is told as file:line; with one, nothing is
      published. Nothing else publishes a campaign here, but for `sample` and `demo`, which bring course-completion along
      where there is no campaign. Starts the database where it does not run.
      """,
    options: [
      Manual.Option("--check", nil, "publish nothing; tell what would be published"),
      Manual.Option("--draft", nil, "what is new waits for an approval over the API (docs/api.md)"),
      Manual.Option("--json", nil, "print the campaigns as JSON"),
    ],
    exits: [(.badEvent, "a campaign has faults"), (.unavailable, "the database cannot be started or reached")])

  private let folder: String?
  private let options: Options

  init(_ options: Options) throws(RunnerError) {
    folder = try options.words(0...1, "at most one folder").first
    self.options = options
  }

  func run() throws(RunnerError) -> Int32 {
    let workspace = try Workspace(options)
    let server = try PrivateServer(workspace)
    try server.start()
    let deployment = Deployment(workspace, server)
    try deployment.deploy()
    let isCheck = options.has("--check")
    let campaigns = try deployment.publish(
      folder ?? workspace.root + "/campaigns", isCheck: isCheck, isDraft: options.has("--draft"))
    if options.has("--json") {
      Console.say(JSON.object(["campaigns": .array(campaigns), "dryRun": .bool(isCheck)]).text)
      return 0
    }
    for campaign in campaigns {
      let change = campaign["change"]?.string ?? ""
      let version = campaign["version"]?.integer ?? 0
      Console.say("\(campaign["slug"]?.string ?? ""): \(words(change, version, isCheck))")
      for note in campaign["notes"]?.array?.compactMap(\.string) ?? [] { Console.note("  \(note)") }
    }
    return 0
  }

  private func words(_ change: String, _ version: Int, _ isCheck: Bool) -> String {
    switch change {
    case "unchanged": "unchanged, version \(version)"
    case "kept": "version \(version) stays: its words were approved over the API since"
    case "restored": isCheck ? "would go back to version \(version)" : "back to version \(version)"
    default: isCheck ? "would be published as version \(version)" : "published as version \(version)"
    }
  }
}
