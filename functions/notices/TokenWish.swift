import Access
import Domain
import FunctionContract
import Signing

/// A token that the host asks for, to give it to its learner's app.
struct TokenWish {
  let token: NoticeToken

  /// Reads and checks a request's body.
  init(_ request: HTTPRequest, now: Instant) throws(Problem) {
    let body = try HostBody(request, members: ["user_id", "hours", "mark"])
    let most = NoticeToken.longestLife.microseconds / Instant.Span.hours(1).microseconds
    let hours = try body.integer("hours", in: 1...most, else: 24)
    token = NoticeToken(
      userID: try body.integer("user_id"), mayMark: try body.flag("mark") ?? true, expiresAt: now + .hours(hours))
  }
}
