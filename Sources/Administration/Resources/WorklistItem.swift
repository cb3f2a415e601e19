import Domain
import JSON

/// An item of the worklist as the API tells it.
enum WorklistItem {
  /// What a key that may not look at people does not get.
  private static let personal = ["name", "phone", "email", "title", "text"]

  static let schema = Schema.object([
    "id": Schema.integer, "state": Schema.text, "user_id": Schema.integer, "campaign": Schema.text,
    "subject_type": Schema.text, "subject_id": Schema.orNull(Schema.integer), "subject": Schema.orNull(Schema.text),
    "name": Schema.orNull(Schema.text), "phone": Schema.orNull(Schema.text), "email": Schema.orNull(Schema.text),
    "title": Schema.orNull(Schema.text), "text": Schema.orNull(Schema.text), "opened_at": Schema.instant,
    "not_before": Schema.instant, "expires_at": Schema.instant, "age_hours": Schema.integer,
    "most_tries": Schema.integer, "taken_by": Schema.orNull(Schema.text), "taken_at": Schema.orNull(Schema.instant),
    "closed_at": Schema.orNull(Schema.instant), "closing": Schema.orNull(Schema.text), "is_mine": Schema.flag,
    "tries": Schema.list(attempt), "tried": Schema.list(message),
  ])

  /// A try by a person.
  private static let attempt = Schema.object([
    "at": Schema.instant, "by": Schema.text, "outcome": Schema.text, "note": Schema.orNull(Schema.text),
  ])
  /// A message of the same episode.
  private static let message = Schema.object([
    "channel": Schema.text, "template": Schema.text, "at": Schema.instant, "status": Schema.text,
    "reason": Schema.orNull(Schema.text), "opened_at": Schema.orNull(Schema.instant),
    "clicked_at": Schema.orNull(Schema.instant),
  ])

  /// What the holder of a key sees of the item that the ledger tells.
  static func shown(_ document: JSON, to principal: Principal) -> JSON {
    var members = document.object ?? [:]
    members["is_mine"] = .bool(members["taken_by"]?.string == principal.name)
    guard !principal.scopes.contains(.personal) else { return .object(members) }
    for name in personal { members[name] = .null }
    members["tries"] = (members["tries"]?.array).map { tries in
      .array(tries.map { .object(($0.object ?? [:]).merging(["note": .null]) { $1 }) })
    }
    return .object(members)
  }
}
