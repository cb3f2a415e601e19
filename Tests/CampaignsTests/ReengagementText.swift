import Campaigns
import Domain
import JSON
import Testing

/// What a learner like a sample reads of one message, as it was recorded.
struct ReengagementText: Sendable {
  let campaign: String
  /// As its step names it, whichever variant of it this is.
  let message: String
  let channel: Channel
  let sample: String
  let values: JSON
  /// Without the footer of an email, and without what a text message costs.
  let body: String
  /// The whole of it.
  let full: String

  private static let texts = Result {
    try MessageMatrix.campaigns.values.sorted().flatMap { name in
      let campaign = try Package.campaign(name)
      return try CampaignPreview.pages(of: campaign).compactMap { page in try ReengagementText(page, of: campaign) }
    }
  }

  /// Every text of every campaign for every sample.
  static func all() throws -> [ReengagementText] { try texts.get() }

  private init?(_ page: CampaignPreview.Page, of campaign: CompiledCampaign) throws {
    let parts = page.name.split(separator: ".").map(String.init)
    guard parts.count == 4, parts[0].hasPrefix("day-"), parts[3] == "txt", let channel = Channel(rawValue: parts[2])
    else { return nil }
    self.campaign = campaign.campaign.slug
    message = Variant.base(of: parts[0]) ?? parts[0]
    sample = parts[1]
    self.channel = channel
    values = try #require(campaign.samples[sample])
    full = page.text
    body = String(page.text.prefix(upTo: page.text.firstRange(of: "\n--")?.lowerBound ?? page.text.endIndex))
  }

  /// Its sentences and list items of some length, in lower case.
  var sentences: Set<String> {
    let ends: Set<Character> = [".", ":", "?", "!", "\n"]
    return Set(
      body.lowercased().split(whereSeparator: ends.contains).map { $0.split(separator: " ").joined(separator: " ") }
        .filter { $0.split(separator: " ").count > 5 })
  }

  /// The numbers that it prints, those of its addresses, its lists and the scale of ratings aside.
  var numbers: Set<String> {
    let words = body.split(whereSeparator: \.isWhitespace).filter { word in
      !word.contains("https://") && word.wholeMatch(of: /\d\./) == nil
    }
    return Set(words.joined(separator: " ").replacing(" of 5", with: "").matches(of: /\d+/).map { String($0.output) })
  }
}
