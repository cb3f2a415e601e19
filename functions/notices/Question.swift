import Access
import Domain
import FunctionContract
import JSON
import Signing
import Store

/// What is asked, checked and ready to be answered in one transaction.
enum Question {
  case list(userID: Int, ListNotices)
  case count(userID: Int)
  case mark(userID: Int, MarkNoticeRead)
  case markAll(userID: Int, MarkNoticesRead)
  case create(HostNotice)
  /// A token, of which the database knows nothing.
  case token(TokenWish, String)

  /// What the holder of a learner's token asks.
  init(
    _ target: Notices.Target, _ parameters: Parameters, by token: NoticeToken, now: Instant
  ) throws(Problem) {
    let userID = token.userID
    switch target {
    case .count: self = .count(userID: userID)
    case .mark:
      try Question.requireMarking(token)
      let id = try parameters.required("id", in: 1...Int.max)
      self = .mark(userID: userID, MarkNoticeRead(id: id, now: now))
    case .markAll:
      try Question.requireMarking(token)
      self = .markAll(userID: userID, MarkNoticesRead(now: now))
    default:
      self = .list(
        userID: userID,
        ListNotices(
          isUnread: parameters["unread"] == "true", before: try parameters.number("before", in: 1...Int.max),
          type: parameters["type"] ?? "", limit: try parameters.number("limit", in: 1...100) ?? 20))
    }
  }

  private static func requireMarking(_ token: NoticeToken) throws(Problem) {
    if token.mayMark { return }
    throw Problem(403, "scope", title: "Not with this token", "the token only shows notices: ask for one that marks")
  }

  func answer(_ connection: borrowing Connection) throws(StoreError) -> HTTPResponse {
    switch self {
    case .list(let userID, let statement):
      _ = try connection.run(SetLearner(userID: userID))
      let notices = try connection.run(statement)
      let next: JSON = notices.count == statement.limit ? notices.last.map { .integer($0.id) } ?? .null : .null
      return .json(["notifications": .array(notices.map(\.json)), "next": next])
    case .count(let userID):
      _ = try connection.run(SetLearner(userID: userID))
      return .json(["unread": .integer(try connection.first(CountUnreadNotices()) ?? 0)])
    case .mark(let userID, let statement):
      _ = try connection.run(SetLearner(userID: userID))
      guard let notice = try connection.first(statement) else {
        return Problem(404, "unknown_notice", title: "No such notice", "the learner has no notice of this number")
          .details
      }
      return .json(notice.json)
    case .markAll(let userID, let statement):
      _ = try connection.run(SetLearner(userID: userID))
      return .json(["marked": .integer(try connection.first(statement) ?? 0)])
    case .create(let notice): return try notice.answer(connection)
    case .token(let wish, let text):
      return .json(
        [
          "token": .string(text), "expires_at": .string(wish.token.expiresAt.rfc3339),
          "mark": .bool(wish.token.mayMark),
        ],
        status: 201)
    }
  }
}

extension Notice {
  /// The notice as the app gets it (REQ-1-02).
  var json: JSON {
    [
      "id": .integer(id), "user_id": .integer(userID), "type": .string(type), "title": .string(title),
      "message": .string(message), "link": link.map(JSON.string) ?? .null, "read": .bool(readAt != nil),
      "created_at": .string(createdAt.rfc3339), "read_at": readAt.map { .string($0.rfc3339) } ?? .null,
    ]
  }
}
