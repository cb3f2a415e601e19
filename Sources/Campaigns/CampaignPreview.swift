public import Rendering

/// What learners would get: every message of a campaign with every sample.
public enum CampaignPreview {
  /// One rendered part of a message.
  public struct Page: Sendable, Equatable {
    /// The file's name: `<message>.<sample>.` and `email.html`, `email.txt` or `sms.txt`.
    public let name: String
    public let text: String
  }

  /// The pages of a compiled campaign in order of their names.
  public static func pages(of campaign: CompiledCampaign) throws(RenderingError) -> [Page] {
    var pages: [Page] = []
    for (key, entry) in campaign.messages.entries {
      for (sample, context) in campaign.samples {
        let name = "\(key.prefix { $0 != "." }).\(sample)"
        switch entry.content {
        case .email(let source):
          guard let template = try? EmailTemplate(source) else { continue }
          let email = try EmailRenderer.render(
            template, context: context, sender: PreviewValues.sender, links: PreviewValues.links)
          pages.append(Page(name: "\(name).email.html", text: email.html))
          let head = "Subject: \(email.subject)\nPreheader: \(email.preheader)\n\n"
          pages.append(Page(name: "\(name).email.txt", text: head + email.text))
        case .sms(let source):
          guard let template = try? SMSTemplate(source) else { continue }
          let sms = try SMSRenderer.render(
            template, context: context, sender: PreviewValues.sender, links: PreviewValues.links,
            rewriting: { _ in PreviewValues.shortLink })
          let cost = "\(sms.segments.count) segments, \(sms.segments.units) units, \(sms.segments.encoding.rawValue)"
          pages.append(Page(name: "\(name).sms.txt", text: "\(sms.text)\n\n-- \(cost)\n"))
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
