import JSON

extension XAPIParts {
  private static let interactions: Set = [
    "true-false", "choice", "fill-in", "long-fill-in", "matching", "performance", "sequencing", "likert", "numeric",
    "other",
  ]
  private static let components: Set = ["choices", "scale", "source", "target", "steps"]

  /// The IRI of an activity, whose definition is checked.
  static func activity(_ json: JSON, _ path: String) throws(XAPIFault) -> String {
    let activity = try XAPIObject(json, path, only: ["objectType", "id", "definition"])
    _ = try activity.text("objectType", "Activity") { $0 == "Activity" }
    guard let id = try activity.iri("id") else { throw XAPIFault(activity.place("id"), "the activity's IRI") }
    if let definition = activity["definition"] { try check(definition, activity.place("definition")) }
    return id
  }

  private static func check(_ json: JSON, _ path: String) throws(XAPIFault) {
    let known = components.union([
      "name", "description", "type", "moreInfo", "extensions", "interactionType", "correctResponsesPattern",
    ])
    let definition = try XAPIObject(json, path, only: known)
    try definition.languages("name")
    try definition.languages("description")
    _ = try definition.iri("type")
    _ = try definition.iri("moreInfo")
    try definition.extensions()
    let type = try definition.text("interactionType", interactions.sorted().joined(separator: " or ")) {
      interactions.contains($0)
    }
    for (pattern, place) in try definition.list("correctResponsesPattern") where pattern.string == nil {
      throw XAPIFault(place, "a text")
    }
    for name in components.sorted() {
      for (component, place) in try definition.list(name) {
        let object = try XAPIObject(component, place, only: ["id", "description"])
        guard try object.text("id", "a text", { !$0.isEmpty }) != nil else {
          throw XAPIFault(object.place("id"), "a text")
        }
        try object.languages("description")
      }
      if type == nil, definition[name] != nil { throw XAPIFault(definition.place("interactionType"), "given") }
    }
  }

  static func checkScore(_ json: JSON, _ path: String) throws(XAPIFault) {
    let score = try XAPIObject(json, path, only: ["scaled", "raw", "min", "max"])
    if let scaled = try score.number("scaled"), !(-1...1).contains(scaled) {
      throw XAPIFault(score.place("scaled"), "from -1 to 1")
    }
    let raw = try score.number("raw")
    let least = try score.number("min")
    let most = try score.number("max")
    if let least, let most, least >= most { throw XAPIFault(score.place("min"), "less than max") }
    if let raw, raw < least ?? raw || raw > most ?? raw { throw XAPIFault(score.place("raw"), "from min to max") }
  }

  static func checkAttachment(_ json: JSON, _ path: String) throws(XAPIFault) {
    let known: Set = ["usageType", "display", "description", "contentType", "length", "sha2", "fileUrl"]
    let attachment = try XAPIObject(json, path, only: known)
    guard try attachment.iri("usageType") != nil else { throw XAPIFault(attachment.place("usageType"), "an IRI") }
    _ = try attachment.required("display", "a language map")
    try attachment.languages("display")
    try attachment.languages("description")
    guard try attachment.text("contentType") != nil else { throw XAPIFault(attachment.place("contentType"), "a text") }
    guard attachment["length"]?.integer != nil else { throw XAPIFault(attachment.place("length"), "a whole number") }
    guard try attachment.text("sha2") != nil else { throw XAPIFault(attachment.place("sha2"), "a text") }
    _ = try attachment.iri("fileUrl")
  }
}
