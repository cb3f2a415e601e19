import Access
import Encoding
import FunctionContract
import JSON
import Reports

/// Which part of a list is asked for, and as what: so many items after one that a cursor names.
struct Page: Sendable {
  /// Items of a page at most: a whole one of the widest list is a quarter of what an answer may hold.
  private static let most = 1000
  static let fields = [
    Field("limit", .integer(1...most), "Items on the page, 50 where it is not said; of CSV 1,000."),
    Field("cursor", .text(1...400), "`next` of the page before."),
    Field("format", .word(["json", "csv"]), "What the list comes as; what is accepted where it is not said."),
  ]

  let limit: Int
  /// The key of the last item of the page before; nil for the first page.
  let after: String?
  private let isCSV: Bool
  private let columns: [String]
  private let request: HTTPRequest

  init(_ call: Call) throws(Problem) {
    isCSV = try Format(call.request) == .csv
    limit = call.parameters["limit"].flatMap { Int($0) } ?? (isCSV ? Page.most : 50)
    columns = call.columns
    request = call.request
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
  ///
  /// What `json` makes nothing of is left out. CSV has no place for `next`, so that a header leads to it (RFC 8288).
  func response<Row>(_ rows: [Row], key: (Row) -> String, json: (Row) -> JSON?) -> HTTPResponse {
    let shown = rows.prefix(limit)
    let next = rows.count > limit ? shown.last.map { Base64.url.encode(Array(key($0).utf8)) } : nil
    guard isCSV else {
      return .json(["items": .array(shown.compactMap(json)), "next": next.map(JSON.string) ?? .null])
    }
    let name = request.rawPath.split(separator: "/").last.map(String.init) ?? "table"
    return .csv(
      shown.compactMap(json), columns: columns, name: name, headers: next.map { ["link": link(to: $0)] } ?? [:])
  }

  private func link(to cursor: String) -> String {
    let others = request.rawQuery.split(separator: "&").filter { !$0.hasPrefix("cursor=") }.map(String.init)
    return "<\(request.rawPath)?\((others + ["cursor=\(cursor)"]).joined(separator: "&"))>; rel=\"next\""
  }
}
