import Access
import Domain
import FunctionContract
import JSON
import Store

/// Campaigns as the API tells them.
enum Campaigns {
  private static let members: [String: JSON] = [
    "slug": Schema.text, "title": Schema.text, "class": Schema.text, "topic": Schema.text, "subject": Schema.text,
    "status": Schema.word(CampaignStatus.allCases.map(\.rawValue)),
    "phase": Schema.word(CampaignPhase.allCases.map(\.rawValue)), "version": Schema.integer,
    "is_approved": Schema.flag, "starts_at": Schema.orNull(Schema.instant), "ends_at": Schema.orNull(Schema.instant),
    "rollout_percent": Schema.number, "target_percent": Schema.orNull(Schema.number),
    "goal_value": Schema.orNull(Schema.number), "cost_per_message": Schema.orNull(Schema.number),
    "weekly_budget": Schema.orNull(Schema.number), "spent_this_week": Schema.orNull(Schema.number),
    "revision": Schema.integer, "created_at": Schema.instant,
  ]
  private static let version = Schema.object([
    "version": Schema.integer, "published_at": Schema.instant, "content_hash": Schema.text,
    "approved_by": Schema.orNull(Schema.text), "approved_at": Schema.orNull(Schema.instant),
    "steps": Schema.list(["type": "object"]),
  ])

  static let schema = Schema.object(members)
  static let detailed = Schema.object(members.merging(["versions": Schema.list(version)]) { $1 })

  static func json(_ row: FindCampaigns.Row) -> JSON { .object(object(row)) }

  /// The campaign with the ETag that a change of it names.
  static func response(
    _ row: FindCampaigns.Row, versions: [ListCampaignVersions.Row]? = nil, status: Int = 200
  ) -> HTTPResponse {
    var members = object(row)
    members["versions"] = versions.map { .array($0.map(json)) }
    return .json(.object(members), status: status, headers: ["etag": "\"\(row.revision)\""])
  }

  private static func object(_ row: FindCampaigns.Row) -> [String: JSON] {
    [
      "slug": .string(row.slug), "title": .string(row.title), "class": .string(row.messageClass),
      "topic": .string(row.topic), "subject": .string(row.subjectType), "status": .string(row.status.rawValue),
      "phase": .string(row.phase.rawValue), "version": .integer(row.version), "is_approved": .bool(row.isApproved),
      "starts_at": JSON(row.startsAt), "ends_at": JSON(row.endsAt),
      "rollout_percent": .number(Double(row.rollout ?? row.publishedRollout ?? 10_000) / 100),
      "target_percent": JSON(row.targetPercent), "goal_value": JSON(row.goalValue),
      "cost_per_message": JSON(row.costPerMessage), "weekly_budget": JSON(row.weeklyBudget ?? row.publishedBudget),
      "spent_this_week": JSON(row.spent), "revision": .integer(row.revision),
      "created_at": JSON(row.createdAt),
    ]
  }

  private static func json(_ row: ListCampaignVersions.Row) -> JSON {
    [
      "version": .integer(row.version), "published_at": JSON(row.publishedAt), "content_hash": .string(row.contentHash),
      "approved_by": row.approvedBy.map(JSON.string) ?? .null, "approved_at": JSON(row.approvedAt), "steps": row.steps,
    ]
  }
}
