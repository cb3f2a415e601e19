import Access
import Campaigns
import Domain
import FunctionContract
import JSON
import Rendering
import Store

/// The texts of campaigns: their sources, and what learners like the samples get.
enum TemplateResource {
  private static let version = Field(
    "version", .integer(1...1_000_000), "Which version; the current one where it is not said.")

  private static let language = Field(
    "language", .text(2...12), "Of a translation, such as de; the campaign's own where it is not said.")

  static let endpoints = [
    Endpoint(
      "GET /api/templates", "The messages of the campaigns' current versions", .read,
      query: [Field("campaign", .text(1...40), "Only this campaign's.")] + Page.fields,
      answer: .page(
        "A page of messages",
        of: Schema.object([
          "campaign": Schema.text, "version": Schema.integer, "template": Schema.text, "channel": Schema.text,
          "hash": Schema.text,
        ])), action: list),
    Endpoint(
      "GET /api/templates/{slug}/{template}/{channel}", "A message as its author wrote it, and the samples it has",
      .read,
      query: [version, language],
      answer: Answer(
        "The message's file",
        Schema.object([
          "campaign": Schema.text, "version": Schema.integer, "path": Schema.text, "source": Schema.text,
          "samples": Schema.list(Schema.text),
        ])), action: source),
    Endpoint(
      "GET /api/templates/{slug}/{template}/{channel}/preview", "What a learner like a sample gets", .read,
      query: [version, language, Field("sample", .text(1...60), "The sample's name; learner where it is not said.")],
      answer: Answer("The parts of the message", TemplatePreview.schema), action: preview),
  ]

  private static func list(_ call: Call) throws(Problem) -> Endpoint.Work {
    let page = try Page(call)
    let parts = page.after?.split(separator: "/", maxSplits: 1).map(String.init) ?? ["", ""]
    guard parts.count == 2 else { throw Page.unknown }
    return { (connection) throws(StoreError) in
      let rows = try connection.run(
        ListTemplates(campaign: call.parameters["campaign"], after: (parts[0], parts[1]), limit: page.limit + 1))
      return page.response(rows) {
        "\($0.campaign)/\($0.key)"
      } json: { row in
        let parts = row.key.split(separator: ".").map(String.init)
        return [
          "campaign": .string(row.campaign), "version": .integer(row.version), "template": .string(parts.first ?? ""),
          "channel": .string(parts.last ?? ""), "hash": .string(row.hash),
        ]
      }
    }
  }

  private static func source(_ call: Call) throws(Problem) -> Endpoint.Work {
    let wanted = try TemplatePreview(call)
    return { (connection) throws(StoreError) in
      guard let texts = try wanted.texts(connection) else { return CampaignResource.unknown.details }
      guard let source = texts.files?[wanted.path]?.string else { return TemplatePreview.unknown.details }
      return .json([
        "campaign": .string(wanted.slug), "version": .integer(texts.id.version), "path": .string(wanted.path),
        "source": .string(source),
        "samples": .array(
          TemplatePreview.samples(texts, of: wanted.template).keys.sorted().map(JSON.string)),
      ])
    }
  }

  private static func preview(_ call: Call) throws(Problem) -> Endpoint.Work {
    let wanted = try TemplatePreview(call)
    let sample = call.parameters["sample"] ?? "learner"
    return { (connection) throws(StoreError) in
      guard let texts = try wanted.texts(connection) else { return CampaignResource.unknown.details }
      let samples = TemplatePreview.samples(texts, of: wanted.template)
      guard let values = samples[sample] else {
        let known = samples.keys.sorted().joined(separator: ", ")
        return Problem(
          404, "unknown_sample", title: "No such sample", "the version has no sample of this name; it has: \(known)",
          at: .parameter("sample")
        ).details
      }
      return wanted.response(texts, with: values)
    }
  }
}
