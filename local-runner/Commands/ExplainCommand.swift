import FunctionContract
import JSON
import Store

/// `explain LEARNER`: why a learner was written to, or not.
struct ExplainCommand: Command {
  static let name = "explain"
  static let summary = "why a learner was written to, or not: an id, a name or an address"
  static let manual = Manual(
    words: "LEARNER",
    text: """
      Tells for each campaign what the dashboard's page tells: the learner's episodes with every message sent and left out, what
      stands against the next one, and why there is none. The learner is an id, an address or a name. Starts the database
      where it does not run.
      """,
    options: [
      Manual.Option("--campaign", "NAME", "only this campaign"),
      Manual.Option("--json", nil, "print the dashboard's answers as JSON"),
    ],
    exits: [
      (.badEvent, "there is no such learner or campaign, or several fit"),
      (.unavailable, "the database cannot be started or reached"), (.configuration, "no campaign is published"),
    ])

  private let learner: String
  private let options: Options

  init(_ options: Options) throws(RunnerError) {
    learner = try options.words(1...10, "a learner's id, name or address").joined(separator: " ")
    self.options = options
  }

  func run() throws(RunnerError) -> Int32 {
    let workspace = try Workspace(options)
    let server = try PrivateServer(workspace)
    try server.start()
    try Deployment(workspace, server).deploy()
    let dashboard = try DashboardQuestions(workspace, server)
    var answers: [ExplainedCampaign] = []
    for campaign in try campaigns(server.connection()) {
      answers.append(ExplainedCampaign(json: try dashboard.explain(learner, campaign: campaign)))
    }
    if options.has("--json") {
      Console.say(JSON.array(answers.map(\.json)).text)
    } else {
      for line in answers.flatMap(\.lines) { Console.say(line) }
    }
    return 0
  }

  /// The campaign that was named, or every one that is published.
  private func campaigns(_ connection: borrowing Connection) throws(RunnerError) -> [String] {
    if let one = options.text("--campaign") { return [one] }
    let all: [String]
    do throws(StoreError) {
      all = try connection.texts("select slug from rekindle.campaigns order by slug").compactMap { $0.first ?? nil }
    } catch {
      throw RunnerError(error)
    }
    if !all.isEmpty { return all }
    throw RunnerError(.configuration, "no campaign is published: run `local-runner publish` first")
  }
}
