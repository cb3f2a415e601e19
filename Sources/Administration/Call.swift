import Access
import Domain
import FunctionContract
import JSON

/// A request that found its endpoint: who asks, with what.
public struct Call: Sendable {
  let request: HTTPRequest
  let parameters: Parameters
  let body: Body
  let principal: Principal
  let now: Instant
  /// The endpoint's path as its route has it.
  let path: [String: String]
  /// The columns of the answer where it is a list.
  let columns: [String]

  /// The learner that the path names.
  func userID() throws(Problem) -> Int { try id("user_id") }

  /// The whole number that the path has under `name`.
  func id(_ name: String) throws(Problem) -> Int {
    // In its one spelling: the trail has the path's word.
    guard let text = parameters[name], let id = Int(text), String(id) == text, id.magnitude <= 2_000_000_000_000_000
    else {
      throw Problem(
        400, "parameter", title: "A value does not fit", "\(name) must be a whole number", at: .parameter(name))
    }
    return id
  }

  /// The revision that a change is about, from `If-Match`; nil where any is meant.
  func expectedRevision() throws(Problem) -> Int? {
    guard let header = request.headers["if-match"] else {
      throw Problem(
        428, "precondition_required", title: "Say which revision you have seen",
        "send the ETag of what you have read as If-Match, so that nobody's change is lost", at: .header("if-match"))
    }
    if header == "*" { return nil }
    guard let revision = Int(header.filter { $0 != "\"" }), header == "\"\(revision)\"" else { throw Call.stale }
    return revision
  }

  /// Where somebody else was quicker.
  static let stale = Problem(
    412, "stale", title: "It has changed", "somebody has changed it since you read it: read it again, then decide",
    at: .header("if-match"))
}
