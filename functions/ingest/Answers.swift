import FunctionContract
import HostEvents
import JSON

/// What callers are answered.
enum Answers {
  /// How many events became what.
  static func counts(_ verdicts: [Verdict]) -> [String: Int] {
    verdicts.reduce(into: ["taken": 0, "repeated": 0, "kept": 0]) { $0[$1.word, default: 0] += 1 }
  }

  /// What became of each event, in their order.
  static func verdicts(_ elements: [HostElement], _ verdicts: [Verdict]) -> HTTPResponse {
    var members = counts(verdicts).mapValues(JSON.integer)
    let told = zip(elements, verdicts).map { (element, verdict) -> JSON in
      var members: [String: JSON] = ["id": .string(element.id), "status": .string(verdict.word)]
      if case .kept(let reason, let detail) = verdict {
        members["reason"] = .string(reason.rawValue)
        if !detail.isEmpty { members["detail"] = .string(detail) }
      }
      return .object(members)
    }
    members["events"] = .array(told)
    return json(.object(members))
  }

  /// The names of all types, with where their schemas are.
  static var types: HTTPResponse {
    json([
      "types": .array(
        HostEventTypes.all.map {
          ["name": .string($0.name), "description": .string($0.summary), "schema": .string("/events/types/\($0.name)")]
        })
    ])
  }

  /// The JSON Schema of a type.
  static func schema(of type: HostEventType) -> HTTPResponse {
    json(type.schema, contentType: "application/schema+json")
  }

  /// What nobody who sends statements without a key is told.
  static let unauthorised = HTTPResponse(status: 401, headers: ["www-authenticate": "Basic realm=\"statements\""])

  /// Which versions of the Experience API are spoken.
  static var about: HTTPResponse {
    var answer = json(["version": .array(XAPIRequest.versions.map(JSON.string))])
    answer.headers["x-experience-api-version"] = XAPIRequest.versions[0]
    return answer
  }

  /// The ids of statements that are stored; nothing where a single one brought its own.
  static func stored(_ ids: [String], _ request: XAPIRequest, isSingle: Bool) -> HTTPResponse {
    var answer = isSingle ? HTTPResponse(status: 204) : json(.array(ids.map(JSON.string)))
    answer.headers["x-experience-api-version"] = request.version
    return answer
  }

  /// Why statements are not stored.
  static func refusal(_ refusal: XAPIRequest.Refusal) -> HTTPResponse {
    HTTPResponse(
      status: refusal.status,
      headers: [
        "content-type": "text/plain; charset=utf-8", "x-experience-api-version": XAPIRequest.versions[0],
      ], body: Array(refusal.advice.utf8))
  }

  private static func json(_ value: JSON, contentType: String = "application/json") -> HTTPResponse {
    HTTPResponse(status: 200, headers: ["content-type": contentType], body: value.bytes)
  }
}
