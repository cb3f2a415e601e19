import Access
import Domain
import FunctionContract
import JSON
import Store

/// Whom a campaign's segment names today: people, so that each look is in the trail.
enum SegmentResource {
  static let endpoints = [
    Endpoint(
      "GET /api/campaigns/{slug}/segment", "Whom the campaign's segment named at its last run, by their ids", .personal,
      trail: .about("segment", parameter: "slug"), query: Page.fields,
      answer: .page(
        "A page of learners and what it is about",
        of: Schema.object([
          "user_id": Schema.integer, "subject_id": Schema.integer, "version": Schema.integer,
          "last_activity_at": Schema.orNull(Schema.instant), "calculated_at": Schema.instant,
          "expires_at": Schema.instant,
        ])), action: list)
  ]

  private static func list(_ call: Call) throws(Problem) -> Endpoint.Work {
    let page = try Page(call)
    let after = page.after?.split(separator: "/").compactMap { Int($0) } ?? [.min, .min]
    if after.count != 2 { throw Page.unknown }
    return { (connection) throws(StoreError) in
      guard let row = try connection.first(FindCampaigns(slug: call.parameters["slug"] ?? "", now: call.now)) else {
        return CampaignResource.unknown.details
      }
      let members = ListSegmentMembers(
        campaign: row.id, after: (after[0], after[1]), limit: page.limit + 1, now: call.now)
      return page.response(try connection.run(members)) {
        "\($0.userID)/\($0.subjectID)"
      } json: {
        [
          "user_id": .integer($0.userID), "subject_id": .integer($0.subjectID), "version": .integer($0.version),
          "last_activity_at": JSON($0.lastActivityAt), "calculated_at": JSON($0.calculatedAt),
          "expires_at": JSON($0.expiresAt),
        ]
      }
    }
  }
}
