import Campaigns
import Domain
import JSON
import Rendering

/// What publishing a folder would say, and what learners would get of one of its messages.
struct WordsCheck {
  private static let remark = Schema.object(["file": Schema.text, "line": Schema.integer, "message": Schema.text])
  static let schema = Schema.object([
    "faults": Schema.list(remark), "notes": Schema.list(remark),
    "previews": Schema.list(
      Schema.object([
        "channel": Schema.text, "sample": Schema.text, "fault": Schema.orNull(Schema.text),
        "parts": ["type": "object", "additionalProperties": Schema.text],
      ])),
  ])

  /// So many faults are told at once.
  private static let longest = 50

  private let folder: CampaignFolder
  private let campaign: CompiledCampaign?
  private let faults: [Diagnostic]

  init(_ folder: CampaignFolder) {
    self.folder = folder
    let examined = CampaignCompiler.examine(folder)
    campaign = examined.campaign
    faults = examined.faults.diagnostics
  }

  /// The campaign, where publishing has nothing against it.
  var accepted: CompiledCampaign? { faults.isEmpty ? campaign : nil }

  /// The faults, as sentences with their places.
  var words: String {
    faults.prefix(WordsCheck.longest).map { "\(place($0)):\($0.line): \($0.message)" }.joined(separator: "\n")
  }

  /// What stands on the page of a template: what is wrong with it before what is wrong elsewhere, and how it looks.
  func json(of template: String) -> JSON {
    let own = "messages/\(template)."
    let ordered = faults.filter { place($0).hasPrefix(own) } + faults.filter { !place($0).hasPrefix(own) }
    return [
      "faults": .array(ordered.prefix(WordsCheck.longest).map(remark)),
      "notes": .array((campaign?.notes ?? []).prefix(WordsCheck.longest).map(remark)),
      "previews": .array(Channel.allCases.flatMap { previews(of: template, on: $0) }),
    ]
  }

  private func previews(of template: String, on channel: Channel) -> [JSON] {
    guard let campaign, let entry = campaign.messages[template, channel] else { return [] }
    let samples = CampaignSamples.of(MessageCatalog.Key(template, channel).language, in: campaign.samples)
    return samples.sorted { $0.key < $1.key }.map { sample, values in
      var fault: JSON = .null
      var parts: [String: String] = [:]
      do throws(RenderingError) {
        parts = try CampaignPreview.parts(of: entry, on: channel, with: values)
      } catch {
        fault = .string(error.description)
      }
      return [
        "channel": .string(channel.rawValue), "sample": .string(sample), "fault": fault,
        "parts": .object(parts.mapValues(JSON.string)),
      ]
    }
  }

  private func remark(_ diagnostic: Diagnostic) -> JSON {
    [
      "file": .string(place(diagnostic)), "line": .integer(diagnostic.line), "message": .string(diagnostic.message),
    ]
  }

  /// The file inside the folder.
  private func place(_ diagnostic: Diagnostic) -> String {
    let prefix = folder.path + "/"
    return diagnostic.file.hasPrefix(prefix) ? String(diagnostic.file.dropFirst(prefix.count)) : diagnostic.file
  }
}
