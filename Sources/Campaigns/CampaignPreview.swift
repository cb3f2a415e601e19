public import Domain
public import JSON
public import Rendering

/// What learners would get: every message of a campaign with every sample.
public enum CampaignPreview {
  /// The sample that every campaign has.
  private static let learner = "learner"

  /// One rendered part of a message.
  public struct Page: Sendable, Equatable {
    /// The file's name: `<message>.<sample>.<channel>.` and `html` or `txt`, or `<message>.<channel>.template.` and `json`
    /// or `txt` for what is handed in for approval; `<message>.<language>` of a translation.
    public let name: String
    public let text: String
  }

  /// The pages of a compiled campaign in order of their names: those of every language, or of one.
  public static func pages(
    of campaign: CompiledCampaign, in language: String? = nil
  ) throws(RenderingError) -> [Page] {
    try pages(of: campaign, in: language, by: Authors.all)
  }

  static func pages(
    of campaign: CompiledCampaign, in language: String? = nil, by authors: [any ChannelAuthor]
  ) throws(RenderingError) -> [Page] {
    var pages: [Page] = []
    for (key, entry) in campaign.messages.entries
    where language.map({ $0 == key.language ?? campaign.language }) ?? true && !isRepeated(key, campaign) {
      let samples = CampaignSamples.of(key.language, in: campaign.samples)
      let name = key.original.name + (key.language.map { ".\($0)" } ?? "")
      if let learner = samples[CampaignPreview.learner] {
        let parts = try authors[key.channel]?.submission(body: entry.body, with: learner) ?? []
        pages += parts.map { Page(name: "\(name).\(key.channel.rawValue).\($0.ending)", text: $0.text) }
      }
      for (sample, context) in samples {
        let parts = try authors[key.channel]?.preview(body: entry.body, with: context) ?? []
        pages += parts.map { part in
          Page(name: "\(name).\(sample).\(key.channel.rawValue).\(part.ending)", text: part.text)
        }
      }
    }
    return pages.sorted { $0.name < $1.name }
  }

  /// Whether the message of a variant is what its step sends anyway.
  private static func isRepeated(_ key: MessageCatalog.Key, _ campaign: CompiledCampaign) -> Bool {
    guard let base = Variant.base(of: key.original.name) else { return false }
    return campaign.messages.entries[.init(base, key.channel, in: key.language)] == campaign.messages.entries[key]
  }

  /// The parts of one message with the values of one learner, by the ending of a file that would hold them.
  public static func parts(
    of entry: MessageCatalog.Entry, on channel: Channel, with values: JSON
  ) throws(RenderingError) -> [String: String] {
    let parts = try Authors.all[channel]?.preview(body: entry.body, with: values) ?? []
    return Dictionary(parts.map { ($0.ending, $0.text) }, uniquingKeysWith: { $1 })
  }

  /// Writes the pages into `folder`, which is made where it is missing, and returns their names.
  public static func write(_ pages: [Page], to folder: String) throws(Diagnostic) -> [String] {
    try FileSystem.makeFolder(folder)
    for page in pages { try FileSystem.write(page.text, to: "\(folder)/\(page.name)") }
    return pages.map(\.name)
  }
}
