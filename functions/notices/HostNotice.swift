import Access
import Domain
import FunctionContract
import JSON
import Store

/// A notice that the host shows to one of its learners.
struct HostNotice {
  private let userID: Int
  private let create: CreateNotice

  /// Reads and checks a request's body.
  init(_ request: HTTPRequest, now: Instant) throws(Problem) {
    let body = try HostBody(request, members: ["user_id", "type", "title", "message", "link", "key"])
    userID = try body.integer("user_id")
    let link = try body.text("link", upTo: 2000)
    if let link, !link.hasPrefix("https://"), !(link.hasPrefix("/") && !link.hasPrefix("//")) {
      throw body.fault("link", "an https address, or a path of the app's own that begins with /")
    }
    if let link, !link.utf8.allSatisfy({ $0 > 0x20 && $0 != 0x7F && $0 != UInt8(ascii: "\\") }) {
      throw body.fault("link", "an address without blanks, control characters and backslashes")
    }
    create = CreateNotice(
      type: try body.word("type") ?? "message", title: try body.required("title", upTo: 120),
      message: try body.required("message", upTo: 1000), link: link, key: try body.text("key", upTo: 200), now: now)
  }

  /// The notice: made now, or by the same request before.
  func answer(_ connection: borrowing Connection) throws(StoreError) -> HTTPResponse {
    _ = try connection.run(SetLearner(userID: userID))
    if let notice = try connection.first(create) { return .json(notice.json, status: 201) }
    if let key = create.key, let notice = try connection.first(FindNotice(key: key)) { return .json(notice.json) }
    return Problem(
      404, "unknown_learner", title: "No such learner", "no user of the platform has this id", at: .body("user_id")
    ).details
  }
}
