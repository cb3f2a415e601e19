import Campaigns
import Domain
import FunctionContract
import FunctionHost
import JSON
import Rendering

/// `preview`: campaigns checked as publish checks them, and every message with every sample learner.
struct PreviewCommand: Command {
  static let name = "preview"
  static let summary = "check campaigns and render every message with their sample learners"
  static let manual = Manual(
    words: "[DIR]",
    text: """
      Checks a campaign's folder, or every one in a folder, as publish does - where the database was started once, in PostgreSQL
      too - and writes each message as HTML and text for each sample, with index.html over all of them. Every fault is told as
      file:line; with one, nothing is written. DIR is campaigns unless it is given.
      """,
    options: [
      Manual.Option("--out", "DIR", "where the pages go (.rekindle/preview)"),
      Manual.Option("--language", "TAG", "only the messages in this language, such as de"),
      Manual.Option("--json", nil, "print the files as JSON"),
    ],
    exits: [(.badEvent, "a campaign has faults"), (.unavailable, "the database cannot be started or reached")])

  private let folder: String?
  private let options: Options

  init(_ options: Options) throws(RunnerError) {
    folder = try options.words(0...1, "a campaign's folder").first
    self.options = options
  }

  func run() throws(RunnerError) -> Int32 {
    let workspace = try Workspace(options)
    let path = folder ?? workspace.root + "/campaigns"
    let campaigns = try compile(path)
    let isChecked = try checkInDatabase(path, workspace)
    let out = options.text("--out") ?? workspace.folder + "/preview"
    try Files.makeFolder(out)
    let index = PreviewIndex(
      campaigns: try campaigns.map { (campaign) throws(RunnerError) in
        let slug = campaign.campaign.slug
        let pages = try write(campaign, to: "\(out)/\(slug)")
        return PreviewIndex.Campaign(folder: slug, title: campaign.campaign.title, pages: pages)
      })
    try Files.write(index.bytes, to: "\(out)/index.html", mode: 0o644)
    let files = index.campaigns.flatMap { campaign in campaign.pages.map { "\(out)/\(campaign.folder)/\($0)" } }
    if options.has("--json") {
      Console.say(JSON.object(["files": .array((["\(out)/index.html"] + files).map(JSON.string))]).text)
    } else {
      for file in files { Console.say(file) }
      Console.say("Look at all of them: \(out)/index.html")
    }
    if !isChecked {
      Console.note("PostgreSQL has not tried the queries: `local-runner database start` once, and preview does.")
    }
    return 0
  }

  /// Lets PostgreSQL check what publish would have it check; false where no database was ever started here.
  private func checkInDatabase(_ path: String, _ workspace: Workspace) throws(RunnerError) -> Bool {
    guard let server = try? PrivateServer(workspace), server.exists else { return false }
    let wasRunning = server.isRunning
    try server.start()
    defer { if !wasRunning { try? server.stop() } }
    let deployment = Deployment(workspace, server)
    try deployment.deploy()
    _ = try deployment.publish(path, isCheck: true)
    return true
  }

  private func compile(_ path: String) throws(RunnerError) -> [CompiledCampaign] {
    var faults: [Diagnostic] = []
    var compiled: [CompiledCampaign] = []
    do throws(Diagnostic) {
      for folder in try CampaignFolder.folders(at: path) {
        do throws(CampaignFaults) {
          compiled.append(try CampaignCompiler.compile(folder))
        } catch {
          faults += error.diagnostics
        }
      }
    } catch {
      faults.append(error)
    }
    guard faults.isEmpty else {
      throw RunnerError(.badEvent, faults.map { "\($0)" }.joined(separator: "\n"))
    }
    return compiled
  }

  private func write(_ campaign: CompiledCampaign, to place: String) throws(RunnerError) -> [String] {
    let pages: [CampaignPreview.Page]
    do throws(RenderingError) {
      pages = try CampaignPreview.pages(of: campaign, in: options.text("--language"))
    } catch {
      throw RunnerError(.badEvent, "\(campaign.campaign.slug): \(error)")
    }
    do throws(Diagnostic) {
      return try CampaignPreview.write(pages, to: place)
    } catch {
      throw RunnerError(.unavailable, "\(error)")
    }
  }
}
