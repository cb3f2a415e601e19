import JSON

/// Actor, verb, object, result and context, which statements and statements inside statements have alike.
struct XAPIParts {
  let actor: XAPIActor
  let verb: String
  private(set) var activity: String?
  private(set) var reference: String?
  private(set) var places: [String] = []
  private(set) var progress: Int?
  private(set) var isCompletion = false
  private(set) var duration: Double?

  init(_ statement: XAPIObject, isInner: Bool) throws(XAPIFault) {
    actor = try XAPIActor(statement.required("actor", "an agent or a group"), statement.place("actor"))
    let verb = try XAPIObject(statement.required("verb", "a verb"), statement.place("verb"), only: ["id", "display"])
    try verb.languages("display")
    guard let name = try verb.iri("id") else { throw XAPIFault(verb.place("id"), "the verb's IRI") }
    self.verb = name
    try readObject(statement.required("object", "what the verb is about"), statement.place("object"), isInner)
    if let result = statement["result"] { try readResult(result, statement.place("result")) }
    if let context = statement["context"] { try readContext(context, statement.place("context")) }
    if isInner { try readInner(statement) }
  }

  private func readInner(_ statement: XAPIObject) throws(XAPIFault) {
    _ = try statement.time("timestamp")
    for (attachment, place) in try statement.list("attachments") { try XAPIParts.checkAttachment(attachment, place) }
  }

  private mutating func readObject(_ json: JSON, _ path: String, _ isInner: Bool) throws(XAPIFault) {
    let kinds = ["Activity", "Agent", "Group", "StatementRef"] + (isInner ? [] : ["SubStatement"])
    switch json["objectType"] {
    case nil, "Activity": activity = try XAPIParts.activity(json, path)
    case "Agent", "Group": _ = try XAPIActor(json, path)
    case "StatementRef":
      let object = try XAPIObject(json, path, only: ["objectType", "id"])
      guard let id = try object.uuid("id") else { throw XAPIFault(object.place("id"), "a UUID") }
      reference = id.lowercased()
    case "SubStatement" where !isInner:
      let known: Set = ["objectType", "actor", "verb", "object", "result", "context", "timestamp", "attachments"]
      _ = try XAPIParts(XAPIObject(json, path, only: known), isInner: true)
    default: throw XAPIFault("\(path).objectType", kinds.joined(separator: " or "))
    }
  }

  private mutating func readResult(_ json: JSON, _ path: String) throws(XAPIFault) {
    let known: Set = ["score", "success", "completion", "response", "duration", "extensions"]
    let result = try XAPIObject(json, path, only: known)
    if let score = result["score"] { try XAPIParts.checkScore(score, result.place("score")) }
    _ = try result.truth("success")
    isCompletion = try result.truth("completion") == true
    _ = try result.text("response")
    duration = try result.text("duration", "a duration of ISO 8601", { XAPIForm.duration($0) != nil })
      .flatMap(XAPIForm.duration)
    let told = try result.extensions()["https://w3id.org/xapi/cmi5/result/extensions/progress"]?.integer
    progress = told.flatMap { (0...100).contains($0) ? $0 : nil }
  }

  private mutating func readContext(_ json: JSON, _ path: String) throws(XAPIFault) {
    let known: Set = [
      "registration", "instructor", "team", "contextActivities", "contextAgents", "contextGroups", "revision",
      "platform",
      "language", "statement", "extensions",
    ]
    let context = try XAPIObject(json, path, only: known)
    _ = try context.uuid("registration")
    for name in ["instructor", "team"] {
      if let actor = context[name] { _ = try XAPIActor(actor, context.place(name)) }
    }
    for name in ["revision", "platform"] where try context.text(name) != nil && activity == nil {
      throw XAPIFault(context.place(name), "absent: the object is no activity")
    }
    _ = try context.text("language", "a language of RFC 5646", XAPIForm.isLanguage)
    try context.extensions()
    if let json = context["statement"] {
      let object = try XAPIObject(json, context.place("statement"), only: ["objectType", "id"])
      guard try object.uuid("id") != nil, object["objectType"] == "StatementRef" else {
        throw XAPIFault(object.path, "a reference to a statement")
      }
    }
    for name in ["contextAgents", "contextGroups"] { _ = try context.list(name) }
    guard let json = context["contextActivities"] else { return }
    let groups = ["parent", "grouping", "category", "other"]
    let activities = try XAPIObject(json, context.place("contextActivities"), only: Set(groups))
    for group in groups { try readPlaces(group, activities) }
  }

  /// Activities of the context; one that stands alone is a list of one.
  private mutating func readPlaces(_ group: String, _ activities: XAPIObject) throws(XAPIFault) {
    guard let json = activities[group] else { return }
    for (index, element) in (json.array ?? [json]).enumerated() {
      let place = try XAPIParts.activity(element, "\(activities.place(group))[\(index)]")
      if group == "parent" || group == "grouping" { places.append(place) }
    }
  }
}
