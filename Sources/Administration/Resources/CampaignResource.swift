import Access
import Domain
import FunctionContract
import JSON
import Store

/// Campaigns: looked at, begun, held and ended by people.
enum CampaignResource {
  static let endpoints = [
    Endpoint(
      "GET /api/campaigns", "Campaigns in the order of their names", .read,
      query: [Field("status", .word(CampaignStatus.allCases.map(\.rawValue)), "Only campaigns of this status.")]
        + Page.fields,
      answer: .page("A page of campaigns", of: Campaigns.schema), action: list),
    Endpoint(
      "GET /api/campaigns/{slug}", "One campaign with its versions, the newest first, and their steps", .read,
      answer: Answer("The campaign; its ETag names the revision", Campaigns.detailed), action: show),
    Endpoint(
      "PATCH /api/campaigns/{slug}", "Change what a campaign is told beside its versions", .operate,
      trail: .about("campaign", parameter: "slug"), isConditional: true, body: CampaignChange.fields,
      answer: Answer("The campaign as it is now", Campaigns.schema), action: change),
    Endpoint(
      "POST /api/campaigns/{slug}/approvals", "Approve a version, which a draft needs before it begins", .administer,
      trail: .about("campaign", parameter: "slug"),
      body: [Field("version", .integer(1...1_000_000), "The version that was looked at.", isRequired: true)],
      answer: Answer("The campaign", status: 201, Campaigns.schema), action: approve),
  ]

  private static func list(_ call: Call) throws(Problem) -> Endpoint.Work {
    let page = try Page(call)
    let status = call.parameters["status"].flatMap(CampaignStatus.init(rawValue:))
    return { (connection) throws(StoreError) in
      let rows = try connection.run(
        FindCampaigns(status: status, after: page.after ?? "", limit: page.limit + 1, now: call.now))
      return page.response(rows, key: \.slug, json: Campaigns.json)
    }
  }

  private static func show(_ call: Call) throws(Problem) -> Endpoint.Work {
    { (connection) throws(StoreError) in
      guard let row = try find(call, connection) else { return unknown.details }
      let versions = try connection.run(ListCampaignVersions(campaign: row.id))
      return Campaigns.response(row, versions: versions)
    }
  }

  private static func change(_ call: Call) throws(Problem) -> Endpoint.Work {
    let expected = try call.expectedRevision()
    if call.body.isEmpty { throw Problem(400, "body", title: "Nothing to change", "say what to change") }
    return { (connection) throws(StoreError) in
      guard let row = try find(call, connection) else { return unknown.details }
      if let expected, expected != row.revision { return Call.stale.details }
      let change: CampaignChange
      do throws(Problem) { change = try CampaignChange(call.body, of: row) } catch { return error.details }
      guard try connection.first(change.statement(now: call.now)) ?? nil != nil else { return Call.stale.details }
      if let goal = change.goal { try connection.execute(goal) }
      return try find(call, connection).map { Campaigns.response($0) } ?? unknown.details
    }
  }

  private static func approve(_ call: Call) throws(Problem) -> Endpoint.Work {
    let version = call.body.integer("version") ?? 0
    return { (connection) throws(StoreError) in
      guard let row = try find(call, connection) else { return unknown.details }
      guard try connection.run(ListCampaignVersions(campaign: row.id)).contains(where: { $0.version == version }) else {
        return Body.fault("version", "the campaign has no version \(version)").details
      }
      try connection.execute(
        ApproveVersion(campaign: row.id, version: version, key: call.principal.name, now: call.now))
      return try find(call, connection).map { Campaigns.response($0, status: 201) } ?? unknown.details
    }
  }

  private static func find(
    _ call: Call, _ connection: borrowing Connection
  ) throws(StoreError) -> FindCampaigns.Row? {
    try connection.first(FindCampaigns(slug: call.parameters["slug"] ?? "", now: call.now))
  }

  /// Where no campaign has the name that was asked for.
  static let unknown = Problem(
    404, "unknown_campaign", title: "No such campaign", "no campaign has this name", at: .parameter("slug"))
}
