import Access
import Domain
import FunctionContract
import JSON
import Store

/// What one learner was sent, was to be sent, and what became of it.
enum LearnerMessages {
  static let endpoint = Endpoint(
    "GET /api/learners/{user_id}/messages", "A learner's messages of all campaigns, the newest first", .personal,
    trail: .about("learner", parameter: "user_id"), query: Page.fields,
    answer: .page(
      "A page of messages",
      of: Schema.object([
        "id": Schema.integer, "campaign": Schema.text, "version": Schema.integer, "subject_id": Schema.integer,
        "step": Schema.text, "occurrence": Schema.integer, "channel": Schema.text, "template": Schema.text,
        "status": Schema.text, "reason": Schema.orNull(Schema.text), "reason_detail": Schema.orNull(Schema.text),
        "provider": Schema.orNull(Schema.text), "slot_at": Schema.instant, "sent_at": Schema.orNull(Schema.instant),
        "delivered_at": Schema.orNull(Schema.instant), "opened_at": Schema.orNull(Schema.instant),
        "clicked_at": Schema.orNull(Schema.instant),
      ])), action: list)

  private static func list(_ call: Call) throws(Problem) -> Endpoint.Work {
    let (userID, page) = (try call.userID(), try Page(call))
    guard let before = page.after.map({ Int($0) }) ?? .max else { throw Page.unknown }
    return LearnerResource.known(userID) { (connection) throws(StoreError) in
      let rows = try connection.run(ListLearnerMessages(userID: userID, before: before, limit: page.limit + 1))
      return page.response(rows, key: { String($0.id) }, json: json)
    }
  }

  private static func json(_ row: ListLearnerMessages.Row) -> JSON {
    [
      "id": .integer(row.id), "campaign": .string(row.campaign), "version": .integer(row.version),
      "subject_id": .integer(row.subjectID), "step": .string(row.step), "occurrence": .integer(row.occurrence),
      "channel": .string(row.channel.rawValue), "template": .string(row.template), "status": .string(row.status),
      "reason": row.reason.map(JSON.string) ?? .null, "reason_detail": row.reasonDetail.map(JSON.string) ?? .null,
      "provider": row.provider.map(JSON.string) ?? .null, "slot_at": JSON(row.slotAt), "sent_at": JSON(row.sentAt),
      "delivered_at": JSON(row.deliveredAt), "opened_at": JSON(row.openedAt), "clicked_at": JSON(row.clickedAt),
    ]
  }
}
