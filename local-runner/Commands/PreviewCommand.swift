import Campaigns
import Domain
import FunctionContract
import FunctionHost
import JSON
import Rendering

/// `preview`: campaigns checked, and every message with every sample learner, without a database.
struct PreviewCommand: Command {
  static let name = "preview"
  static let summary = "check campaigns and render every message with their sample learners"
  static let help = """
    local-runner preview [DIR] [--out DIR] [--json]

    Checks a campaign's folder, or every one in a folder, and writes each message as HTML and text for each sample. Every
    fault is told as file:line; with one, nothing is written and the exit code is 65.

    DIR          a campaign's folder, or the folder of all of them (campaigns)
    --out DIR    where the pages go (.rekindle/preview)
    --json       print the files as JSON
    """
  static let valueOptions = ["--out"]
  static let flagOptions = ["--json"]

  private let folder: String?
  private let options: Options

  init(_ options: Options) throws(RunnerError) {
    folder = try options.words(0...1, "a campaign's folder").first
    self.options = options
  }

  func run() throws(RunnerError) -> Int32 {
    let workspace = try Workspace(options)
    let campaigns = try compile(folder ?? workspace.root + "/campaigns")
    let out = options.text("--out") ?? workspace.folder + "/preview"
    try Files.makeFolder(out)
    var files: [String] = []
    for campaign in campaigns {
      let place = "\(out)/\(campaign.campaign.slug)"
      files += try write(campaign, to: place).map { "\(place)/\($0)" }
    }
    if options.has("--json") {
      Console.say(JSON.object(["files": .array(files.map(JSON.string))]).text)
    } else {
      for file in files { Console.say(file) }
    }
    return 0
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
      pages = try CampaignPreview.pages(of: campaign)
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
