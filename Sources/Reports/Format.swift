public import Access
public import FunctionContract

/// What a report is written as.
public enum Format: String, Sendable, CaseIterable {
  case json, csv, html

  /// The format that a request asks for: by `?format=`, or by what it accepts; JSON where it does not say.
  public init(_ request: HTTPRequest) throws(Problem) {
    if let name = Parameters(request)["format"] {
      guard let format = Format(rawValue: name) else {
        throw .parameter("format must be one of: \(Format.allCases.map(\.rawValue).joined(separator: ", "))")
      }
      self = format
    } else {
      self = Format(accepting: request.headers["accept"] ?? "")
    }
  }

  /// The best of the media types in an `Accept` header that we have, the first of several equals (RFC 9110 §12.5.1).
  private init(accepting header: String) {
    let wanted = header.lowercased().split(separator: ",").compactMap { range -> (format: Format, quality: Double)? in
      let parts = range.split(whereSeparator: { $0 == ";" || $0 == " " })
      let quality = parts.first { $0.hasPrefix("q=") }.flatMap { Double($0.dropFirst(2)) } ?? 1
      return parts.first.flatMap { Format(mediaType: $0) }.map { ($0, quality) }
    }
    self = wanted.reduce((.json, 0)) { $1.quality > $0.quality ? $1 : $0 }.format
  }

  private init?(mediaType: some StringProtocol) {
    switch mediaType {
    case "application/json", "application/*", "*/*": self = .json
    case "text/csv": self = .csv
    case "text/html", "application/xhtml+xml", "text/*": self = .html
    default: return nil
    }
  }
}

extension HTTPRequest {
  /// The request with a format that its path ends with as a parameter: `…/jobs.csv` is `…/jobs?format=csv`.
  public var withFormatFromSuffix: HTTPRequest {
    guard let suffix = Format.allCases.first(where: { rawPath.hasSuffix(".\($0.rawValue)") }) else { return self }
    var request = self
    request.rawPath.removeLast(suffix.rawValue.count + 1)
    request.rawQuery = rawQuery.isEmpty ? "format=\(suffix.rawValue)" : "format=\(suffix.rawValue)&\(rawQuery)"
    return request
  }
}
