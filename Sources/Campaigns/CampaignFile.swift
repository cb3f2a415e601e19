import Domain
import Rendering

/// `campaign.yaml` as it was decoded, with what the checks of other files need.
struct CampaignFile {
  static let name = "campaign.yaml"

  let campaign: Campaign
  /// BCP 47: of the texts that stand in `messages` itself, or of those that are compiled now.
  private(set) var language: String
  /// In `language`.
  private(set) var words: CampaignWords
  /// What is said in further languages, by their tags.
  let translations: [String: CampaignWords]
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
  /// What `campaign` has as its experiments, as they were written.
  let experiments: [ExperimentDraft]

  init(
    campaign: Campaign, language: String, words: CampaignWords, translations: [String: CampaignWords],
    theme: AccentColor?, allowed: Set<String>, zoneLine: Int, budgetLine: Int, stepLines: [String: Int],
    experiments: [ExperimentDraft] = []
  ) {
    self.campaign = campaign
    self.language = language
    self.words = words
    self.translations = translations
    self.theme = theme
    self.allowed = allowed
    self.zoneLine = zoneLine
    self.budgetLine = budgetLine
    self.stepLines = stepLines
    self.experiments = experiments
  }

  /// What is said in each language, the campaign's own first.
  var everyLanguage: [CampaignWords] { [words] + translations.sorted { $0.key < $1.key }.map(\.value) }

  /// The file as messages in another language are compiled with it; itself for nil.
  func inLanguage(_ language: String?) -> CampaignFile {
    guard let language else { return self }
    var file = self
    file.language = language
    file.words = translations[language] ?? CampaignWords(line: words.line)
    return file
  }
}
