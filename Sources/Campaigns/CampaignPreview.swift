import Domain
public import Rendering

/// What learners would get: every message of a campaign with every sample.
public enum CampaignPreview {
  /// The sample that every campaign has.
  private static let learner = "learner"

  /// One rendered part of a message.
  public struct Page: Sendable, Equatable {
    /// The file's name: `<message>.<sample>.<channel>.` and `html` or `txt`, or `<message>.<channel>.template.` and `json`
    /// or `txt` for what is handed in for approval.
    public let name: String
    public let text: String
  }

  /// The pages of a compiled campaign in order of their names.
  public static func pages(of campaign: CompiledCampaign) throws(RenderingError) -> [Page] {
    try pages(of: campaign, by: Authors.all)
  }

  static func pages(
    of campaign: CompiledCampaign, by authors: [any ChannelAuthor]
  ) throws(RenderingError) -> [Page] {
    var pages: [Page] = []
    for (key, entry) in campaign.messages.entries {
      if let learner = campaign.samples[CampaignPreview.learner] {
        let parts = try authors[key.channel]?.submission(body: entry.body, with: learner) ?? []
        pages += parts.map { Page(name: "\(key.name).\(key.channel.rawValue).\($0.ending)", text: $0.text) }
      }
      for (sample, context) in campaign.samples {
        let parts = try authors[key.channel]?.preview(body: entry.body, with: context) ?? []
        pages += parts.map { part in
          Page(name: "\(key.name).\(sample).\(key.channel.rawValue).\(part.ending)", text: part.text)
        }
      }
    }
    return pages.sorted { $0.name < $1.name }
  }

  /// Writes the pages into `folder`, which is made where it is missing, and returns their names.
  public static func write(_ pages: [Page], to folder: String) throws(Diagnostic) -> [String] {
    try FileSystem.makeFolder(folder)
    for page in pages { try FileSystem.write(page.text, to: "\(folder)/\(page.name)") }
    return pages.map(\.name)
  }
}
