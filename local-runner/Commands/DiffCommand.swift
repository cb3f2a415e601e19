import Campaigns
import Domain
import FunctionContract
import FunctionHost
import JSON
import Store

/// `diff CAMPAIGN`: what publishing a campaign's folder would change.
struct DiffCommand: Command {
  /// The exit code where something differs, as of diff(1).
  static let differs: Int32 = 1

  static let name = "diff"
  static let summary = "what publishing a campaign's folder changes in the next days: learners, messages, cost, texts"
  static let manual = Manual(
    words: "CAMPAIGN",
    text: """
      Rehearses the next days twice, each on a copy of the database with all campaigns: once as the campaign is published, once with
      its folder (or the one of this name in campaigns/). Tells who gets messages in one of them alone, who gets other steps or the
      same at other times, messages, cost, whom a cap made wait, and the texts side by side, with the values of
      samples/learner.json. Learners are told as LEARNER/SUBJECT. Who is under way stays with their version. Publishes nothing.
      A change of comments or samples alone is none; its file is told.
      """,
    options: [
      Manual.Option("--days", "N", "how many days (14)"),
      Manual.Option("--from", "DATE", "the first day (today)"),
      Manual.Option("--who", "N", "how many learners of each kind are named (10)"),
      Manual.Option("--json", nil, "print all of it as JSON"),
    ],
    outcomes: [(differs, "something differs")],
    exits: [
      (.badEvent, "the campaign has faults, or there is no such folder"),
      (.unavailable, "the database cannot be started or reached"),
      (.configuration, "there are no learners or no campaign to rehearse"),
    ])

  private let wanted: String
  private let options: Options

  init(_ options: Options) throws(RunnerError) {
    wanted = try options.words(1...1, "a campaign's folder or name")[0]
    self.options = options
  }

  func run() throws(RunnerError) -> Int32 {
    let days = try options.number("--days", in: 1...90, else: 14)
    let workspace = try Workspace(options)
    guard let path = try CampaignPlace(workspace, wanted).folder else {
      throw RunnerError(.badEvent, "there is no folder campaigns/\(wanted)")
    }
    let folder = try read(path)
    let server = try PrivateServer(workspace)
    try server.start()
    let deployment = Deployment(workspace, server)
    try deployment.deploy()
    let change = try deployment.publish(path, isCheck: true).first?["change"]?.string ?? ""
    let published = try server.connection().answers(to: ReadSources(campaign: folder.name)).first
    let old = try CampaignTexts(published.map { CampaignFolder(path: folder.path, files: $0.files) })
    let new = try CampaignTexts(folder)
    let start = try Rehearsal.start(server.connection(), wished: options.date("--from"))
    var plans = (old: PlannedDays(), new: PlannedDays())
    let isEmpty = change == "unchanged"
    if !isEmpty {
      let plan = { (publish: (Deployment) throws(RunnerError) -> Void) throws(RunnerError) in
        try PlannedDays(workspace, server, of: folder.name, from: start, days: days, publish: publish)
      }
      if published != nil { plans.old = try plan { _ throws(RunnerError) in } }
      plans.new = try plan { (copy) throws(RunnerError) in _ = try copy.publish(path) }
    }
    return try tell(
      CampaignDifference(
        campaign: folder.name, version: published?.version, from: start, days: days, isEmpty: isEmpty,
        old: plans.old, new: plans.new, files: new.changes(from: old),
        texts: TextDifference(from: old.pages, to: new.pages)))
  }

  private func tell(_ difference: CampaignDifference) throws(RunnerError) -> Int32 {
    if options.has("--json") {
      Console.say(difference.json.text)
    } else {
      difference.lines(named: try options.number("--who", in: 0...1_000_000, else: 10)).forEach(Console.say)
    }
    return difference.isEmpty ? 0 : DiffCommand.differs
  }

  private func read(_ path: String) throws(RunnerError) -> CampaignFolder {
    do throws(Diagnostic) { return try CampaignFolder(reading: path) } catch {
      throw RunnerError(.badEvent, "\(error)")
    }
  }
}
