import Encoding
public import FunctionContract

/// The fields of a submitted form, in either encoding that mail programs and browsers use (RFC 8058 §3.2).
public struct Form: Sendable {
  /// Names and values in order, decoded.
  public let fields: [(name: String, value: String)]

  /// Reads `application/x-www-form-urlencoded` and `multipart/form-data`; any other body has no fields.
  public init(_ request: HTTPRequest) {
    let type = request.headers["content-type"] ?? "application/x-www-form-urlencoded"
    let parameters = type.split(separator: ";").map { $0.trimmed }
    switch parameters.first?.lowercased() {
    case "application/x-www-form-urlencoded": fields = FormEncoding.decodeLeniently(request.body)
    case "multipart/form-data":
      fields = Form.parameter("boundary", in: parameters).map { Form.multipart(request.body, boundary: $0) } ?? []
    default: fields = []
    }
  }

  /// Reads a query string, as received and without `?`.
  public init(query: String) { fields = FormEncoding.decodeLeniently(Array(query.utf8)) }

  /// The value of the first field named `name`.
  public subscript(name: String) -> String? { fields.first { $0.name == name }?.value }

  private static func multipart(_ body: [UInt8], boundary: String) -> [(name: String, value: String)] {
    let text = "\r\n" + String(decoding: body, as: UTF8.self)
    return text.utf8Split("\r\n--\(boundary)").dropFirst().compactMap { part in
      let halves = part.utf8Split("\r\n\r\n", maxSplits: 1)
      guard halves.count == 2, let disposition = header("content-disposition", in: halves[0]),
        let name = parameter("name", in: disposition.split(separator: ";").map { $0.trimmed })
      else { return nil }
      return (name, halves[1])
    }
  }

  private static func header(_ name: String, in block: String) -> String? {
    for line in block.utf8Split("\r\n") where line.lowercased().hasPrefix("\(name):") {
      return String(line.dropFirst(name.count + 1))
    }
    return nil
  }

  private static func parameter(_ name: String, in parameters: [String]) -> String? {
    for parameter in parameters where parameter.lowercased().hasPrefix("\(name)=") {
      let value = parameter.dropFirst(name.count + 1)
      return value.hasPrefix("\"") && value.hasSuffix("\"") && value.count > 1
        ? String(value.dropFirst().dropLast()) : String(value)
    }
    return nil
  }
}

extension StringProtocol {
  fileprivate var trimmed: String {
    String(drop { $0.isWhitespace }.reversed().drop { $0.isWhitespace }.reversed())
  }
}

extension String {
  /// Splits at a separator by bytes: `\r\n` is one character, so that characters would not find a line's end.
  fileprivate func utf8Split(_ separator: String, maxSplits: Int = .max) -> [String] {
    Array(utf8).split(separator: Array(separator.utf8), maxSplits: maxSplits, omittingEmptySubsequences: false)
      .map { String(decoding: $0, as: UTF8.self) }
  }
}
