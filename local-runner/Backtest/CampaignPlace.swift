import FunctionContract
import FunctionHost
import JSON

/// Where a campaign is that a command names: a folder, or a name in the project's `campaigns` or in the database.
struct CampaignPlace {
  /// Nil where only the database may know it.
  let folder: String?
  private let wanted: String

  init(_ workspace: Workspace, _ wanted: String) throws(RunnerError) {
    self.wanted = wanted
    let places = [wanted, workspace.root + "/campaigns/" + wanted]
    folder = places.first { Files.exists($0 + "/campaign.yaml") }.flatMap { Files.real($0) }
    if folder == nil, wanted.contains("/") {
      throw RunnerError(.badEvent, "\(wanted) is no campaign: there is no campaign.yaml in it")
    }
  }

  /// Publishes the folder, where there is one, and returns the campaign's name.
  func publish(_ deployment: Deployment) throws(RunnerError) -> String {
    guard let folder else { return wanted }
    return try deployment.publish(folder).first?["slug"]?.string ?? wanted
  }
}
