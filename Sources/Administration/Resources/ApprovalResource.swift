import Access
import Domain
import FunctionContract
import JSON
import Store

/// Requests to take part that people approve; the account, its welcome and the call follow by themselves (REQ-1-61, REQ-1-62).
enum ApprovalResource {
  private static let about = Endpoint.Trail.about("request", parameter: "cta_id")
  private static let schema = Schema.object([
    "cta_id": Schema.text, "success": Schema.flag, "user_id": Schema.orNull(Schema.integer), "email_sent": Schema.flag,
    "whatsapp_sent": Schema.flag, "call_scheduled": Schema.flag, "call_at": Schema.orNull(Schema.instant),
    "call_owner_id": Schema.orNull(Schema.integer), "password_set": Schema.flag, "approved_at": Schema.instant,
  ])

  static let endpoints = [
    Endpoint(
      "POST /api/requests/{cta_id}/approval", "Approve a request to take part; said twice it is approved once",
      .operate, trail: about,
      body: [
        Field(
          "admin_id", .integer(1...1_000_000_000_000_000), "Who approves, a user of the platform.", isRequired: true),
        Field("schedule_call", .flag, "Whether a call welcomes the new student; false where it is not said."),
        Field("call_at", .instant, "When; the next time at which its owner is free where it is not said."),
        Field(
          "call_owner_id", .integer(1...1_000_000_000_000_000), "Who calls; who approves where it is not said."),
      ],
      answer: Answer("How far it has come", status: 202, schema), announcing: approve),
    Endpoint(
      "GET /api/requests/{cta_id}/approval", "How far an approved request has come", .operate, trail: about,
      answer: Answer("How far it has come", schema), action: show),
  ]

  private static func approve(_ call: Call) throws(Problem) -> Endpoint.AnnouncingWork {
    let submission = call.parameters["cta_id"] ?? ""
    let body = call.body
    let approval = ApproveRequest(
      submission: submission, adminID: body.integer("admin_id") ?? 0, wantsCall: body.flag("schedule_call") ?? false,
      callAt: body.instant("call_at"), callOwnerID: body.integer("call_owner_id"), now: call.now)
    return { (connection) throws(StoreError) in
      switch try connection.first(approval) {
      case .approved, .approvedBefore:
        return Outcome(try show(submission, status: 202, connection), announces: ("onboard.due", [:]))
      case .unknownAdministrator:
        return Outcome(
          Body.fault("admin_id", "who approves and who calls must be active users of the platform").details)
      case .unknownRequest, nil: return Outcome(unknown.details)
      }
    }
  }

  private static func show(_ call: Call) throws(Problem) -> Endpoint.Work {
    let submission = call.parameters["cta_id"] ?? ""
    return { (connection) throws(StoreError) in try show(submission, status: 200, connection) }
  }

  private static func show(
    _ submission: String, status: Int, _ connection: borrowing Connection
  ) throws(StoreError) -> HTTPResponse {
    guard let row = try connection.first(FindOnboarding(submission: submission)) else { return unknown.details }
    return .json(
      [
        "cta_id": .string(submission), "success": .bool(row.userID != nil),
        "user_id": row.userID.map(JSON.integer) ?? .null, "email_sent": .bool(row.isEmailSent),
        "whatsapp_sent": .bool(row.isWhatsAppSent), "call_scheduled": .bool(row.callAt != nil),
        "call_at": JSON(row.callAt), "call_owner_id": row.callOwnerID.map(JSON.integer) ?? .null,
        "password_set": .bool(row.passwordSetAt != nil), "approved_at": JSON(row.approvedAt),
      ], status: status)
  }

  private static let unknown = Problem(
    404, "unknown_request", title: "No such request", "no request to take part has this id, or nobody has approved it",
    at: .parameter("cta_id"))
}
