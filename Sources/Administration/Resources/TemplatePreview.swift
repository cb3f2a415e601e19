import Access
import Campaigns
import Domain
import FunctionContract
import JSON
import Rendering
import Store

/// A message of a campaign on a channel, looked at with somebody's values.
struct TemplatePreview: Sendable {
  static let schema = Schema.object([
    "campaign": Schema.text, "version": Schema.integer, "template": Schema.text, "channel": Schema.text,
    "parts": ["type": "object", "additionalProperties": Schema.text],
  ])

  let slug: String
  /// A translation's name begins with its language: `de/welcome-back`.
  private(set) var template: String
  let channel: Channel
  let version: Int?

  /// Reads the parameters `slug` or `campaign`, `template`, `language`, `channel` and `version`.
  init(_ call: Call) throws(Problem) {
    guard let channel = call.parameters["channel"].flatMap(Channel.init(rawValue:)) else {
      throw Problem(
        404, "unknown_channel", title: "No such channel",
        "channel must be one of \(Channel.allCases.map(\.rawValue).joined(separator: ", "))", at: .parameter("channel"))
    }
    slug = call.parameters["slug"] ?? call.parameters["campaign"] ?? ""
    template =
      MessageCatalog.Key(
        call.parameters["template"] ?? "", channel, in: call.parameters["language"]
      ).name
    version = call.parameters["version"].flatMap { Int($0) }
    self.channel = channel
  }

  /// Of a translation; nil for the campaign's own.
  var language: String? { MessageCatalog.Key(template, channel).language }

  /// The message as a reader with this locale gets it.
  func read(in locale: String?, _ texts: FindCampaignTexts.Row) -> TemplatePreview {
    let own = MessageCatalog.Key(template, channel)
    let translations = MessageCatalog(json: texts.messages)?.entries.keys.filter { $0.original == own } ?? []
    var copy = self
    copy.template =
      MessageCatalog.Key(
        template, channel, in: LanguageTag.best(for: locale, among: translations.compactMap(\.language))
      )
      .name
    return copy
  }

  /// The file that the message is written in.
  var path: String { "messages/\(template).\(channel.rawValue).md" }

  func texts(_ connection: borrowing Connection) throws(StoreError) -> FindCampaignTexts.Row? {
    try connection.first(FindCampaignTexts(slug: slug, version: version))
  }

  /// The message with these values; says what is missing where it cannot be written.
  func response(_ texts: FindCampaignTexts.Row, with values: JSON) -> HTTPResponse {
    guard let entry = MessageCatalog(json: texts.messages)?[template, channel] else {
      return TemplatePreview.unknown.details
    }
    do throws(RenderingError) {
      let parts = try CampaignPreview.parts(of: entry, on: channel, with: values)
      return .json([
        "campaign": .string(slug), "version": .integer(texts.id.version), "template": .string(template),
        "channel": .string(channel.rawValue), "parts": .object(parts.mapValues(JSON.string)),
      ])
    } catch {
      return Problem(422, "not_written", title: "It cannot be written", error.description).details
    }
  }

  /// The samples that a version came with, for a message of it: those of its language where there are any.
  static func samples(_ texts: FindCampaignTexts.Row, of template: String) -> [String: JSON] {
    var samples: [String: JSON] = [:]
    for (path, text) in texts.files?.object ?? [:] where path.hasPrefix("samples/") && path.hasSuffix(".json") {
      samples[String(path.dropFirst("samples/".count).dropLast(".json".count))] = text.string.flatMap {
        try? JSON.parse($0)
      }
    }
    return CampaignSamples.of(MessageCatalog.Key(template, .email).language, in: samples)
  }

  /// Where the campaign has no such message, or its version was published before sources were kept.
  static let unknown = Problem(
    404, "unknown_template", title: "No such message", "the campaign's version has no message of this name and channel",
    at: .parameter("template"))
}
