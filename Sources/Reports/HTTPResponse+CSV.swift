public import FunctionContract
public import JSON
import Pages

extension HTTPResponse {
  /// These objects as a file for spreadsheets, a row for each, with the members `columns`.
  ///
  /// A list of words stands with blanks between them; what has a shape of its own stands as JSON.
  public static func csv(
    _ objects: [JSON], columns: [String], name: String, headers: [String: String] = [:]
  ) -> HTTPResponse {
    csv(
      Sheet(
        headings: columns.map { Heading(name: $0, title: $0, formats: [.csv]) },
        rows: objects.map { object in columns.map { Value(object[$0] ?? .null) } }),
      name: name, headers: headers)
  }

  static func csv(_ sheet: Sheet, name: String, headers: [String: String] = [:]) -> HTTPResponse {
    let own = [
      "content-type": "text/csv; charset=utf-8; header=present",
      "content-disposition": "attachment; filename=\"\(name).csv\"",
    ]
    return HTTPResponse(
      status: 200, headers: Page.privacy.merging(own) { $1 }.merging(headers) { $1 }, body: Array(sheet.csv.utf8))
  }
}

extension Value {
  fileprivate init(_ json: JSON) {
    switch json {
    case .null: self = .text(nil)
    case .bool(let flag): self = .text(flag ? "true" : "false")
    case .integer(let count): self = .count(count)
    case .number(let number): self = .number(number)
    case .string(let text): self = .text(text)
    case .array(let elements):
      let words = elements.compactMap(\.string)
      self = .text(words.count == elements.count ? words.joined(separator: " ") : json.text)
    case .object: self = .text(json.text)
    }
  }
}
