import Access
import Domain
import FunctionContract
import JSON
import Store

/// The steps of campaigns, version by version: what was sent under which words and rules.
enum StepResource {
  static let endpoints = [
    Endpoint(
      "GET /api/campaigns/{slug}/steps", "The steps of a campaign's versions, the newest version first", .read,
      query: Page.fields,
      answer: .page(
        "A page of steps",
        of: Schema.object([
          "version": Schema.integer, "position": Schema.integer, "step": Schema.text,
          "channels": Schema.list(Schema.text), "templates": Schema.list(Schema.text), "rules": ["type": "object"],
          "content_hash": Schema.text, "published_at": Schema.instant, "approved_by": Schema.orNull(Schema.text),
          "approved_at": Schema.orNull(Schema.instant),
        ])), action: list)
  ]

  private static func list(_ call: Call) throws(Problem) -> Endpoint.Work {
    let page = try Page(call)
    let after = page.after?.split(separator: "/").compactMap { Int($0) }
    if let after, after.count != 2 { throw Page.unknown }
    return { (connection) throws(StoreError) in
      guard let row = try connection.first(FindCampaigns(slug: call.parameters["slug"] ?? "", now: call.now)) else {
        return CampaignResource.unknown.details
      }
      let steps = try connection.run(ListCampaignVersions(campaign: row.id)).flatMap { version in
        (version.steps.array ?? []).enumerated().map { (version: version, position: $0 + 1, step: $1) }
      }
      let rest = steps.drop { step in
        after.map { step.version.version > $0[0] || (step.version.version == $0[0] && step.position <= $0[1]) } ?? false
      }
      return page.response(Array(rest)) {
        "\($0.version.version)/\($0.position)"
      } json: {
        json($0.version, $0.position, $0.step)
      }
    }
  }

  private static func json(_ version: ListCampaignVersions.Row, _ position: Int, _ step: JSON) -> JSON {
    let told: Set = ["id", "channels", "templates"]
    return [
      "version": .integer(version.version), "position": .integer(position), "step": step["id"] ?? .null,
      "channels": step["channels"] ?? [],
      "templates": .array((step["templates"]?.array ?? []).compactMap { $0["name"] }),
      "rules": .object((step.object ?? [:]).filter { !told.contains($0.key) }),
      "content_hash": .string(version.contentHash), "published_at": JSON(version.publishedAt),
      "approved_by": version.approvedBy.map(JSON.string) ?? .null, "approved_at": JSON(version.approvedAt),
    ]
  }
}
