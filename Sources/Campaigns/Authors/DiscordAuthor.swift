import JSON
import Rendering

/// Messages on Discord: Markdown, to one person or into a group's channel.
struct DiscordAuthor: ChannelAuthor {
  /// Names and titles are taken to be at least so long.
  private static let longValue = 40

  func compile(_ message: MessageCompiler) -> DiscordSource? { message.discord() }

  func check(
    _ source: DiscordSource, of draft: MessageDraft, with sample: JSON, in check: SampleCheck
  ) throws(RenderingError) {
    _ = try render(source, with: sample)
    try check.refuseBareLinks(in: source.text, draft, sample, example: "[text]({{name}})")
    do throws(RenderingError) {
      _ = try render(source, with: try worst(sample, of: source))
    } catch {
      guard case .tooLong(_, let count, let allowed) = error else { throw error }
      check.report.add(
        draft.file, draft.linkLine,
        "with long values of which every character is escaped the message has \(count) characters, "
          + "\(allowed) are allowed; shorten it")
    }
  }

  func preview(
    _ source: DiscordSource, with sample: JSON
  ) throws(RenderingError) -> [(ending: String, text: String)] {
    [("txt", try render(source, with: sample).text + "\n")]
  }

  /// The sample with every text that is printed, addresses aside, as long as a long name and of marks alone.
  private func worst(_ sample: JSON, of source: DiscordSource) throws(RenderingError) -> JSON {
    var members = sample.object ?? [:]
    for variable in try MustacheTemplate.parse(source.text).variables where variable.role == .value {
      guard let value = members[variable.name]?.string, !value.hasPrefix("https://") else { continue }
      members[variable.name] = .string(String(repeating: "*", count: max(value.count, DiscordAuthor.longValue)))
    }
    return .object(members)
  }

  private func render(_ source: DiscordSource, with sample: JSON) throws(RenderingError) -> RenderedDiscord {
    try DiscordRenderer.render(
      DiscordTemplate(source), context: sample, sender: PreviewValues.sender, links: PreviewValues.links,
      rewriting: { _ in PreviewValues.shortLink })
  }
}
