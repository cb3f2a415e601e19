import Domain
import Rendering

/// `campaign.yaml` as it was decoded, with what the checks of other files need.
struct CampaignFile {
  static let name = "campaign.yaml"

  let campaign: Campaign
  /// Mustache: why a learner gets the emails.
  let reason: String?
  let reasonLine: Int
  /// BCP 47.
  let language: String
  /// The colour of the campaign's emails.
  let theme: AccentColor?
  /// Emoji and literal numbers that the texts may contain.
  let allowed: Set<String>
  /// Where the fallback zone is named.
  let zoneLine: Int
  /// Where the budget is named.
  let budgetLine: Int
  /// Each step's line, by id.
  let stepLines: [String: Int]
}
