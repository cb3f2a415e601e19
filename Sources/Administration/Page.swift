import Access
import Encoding
import FunctionContract
import JSON

/// Which part of a list is asked for: so many items after one that a cursor names.
struct Page: Sendable {
  static let fields = [
    Field("limit", .integer(1...200), "Items on the page, 50 where it is not said."),
    Field("cursor", .text(1...400), "`next` of the page before."),
  ]

  let limit: Int
  /// The key of the last item of the page before; nil for the first page.
  let after: String?

  init(_ call: Call) throws(Problem) {
    limit = call.parameters["limit"].flatMap { Int($0) } ?? 50
    guard let cursor = call.parameters["cursor"] else {
      after = nil
      return
    }
    guard let bytes = Base64.url.decode(cursor), !bytes.contains(0), let text = String(validating: bytes, as: UTF8.self)
    else {
      throw Page.unknown
    }
    after = text
  }

  static let unknown = Problem(
    400, "parameter", title: "A value does not fit", "cursor must be what `next` of a page said",
    at: .parameter("cursor"))

  /// The page, of at most one row more than it shows.
  func response<Row>(_ rows: [Row], key: (Row) -> String, json: (Row) -> JSON) -> HTTPResponse {
    let shown = rows.prefix(limit)
    let next = rows.count > limit ? shown.last.map { Base64.url.encode(Array(key($0).utf8)) } : nil
    return .json(["items": .array(shown.map(json)), "next": next.map(JSON.string) ?? .null])
  }
}
