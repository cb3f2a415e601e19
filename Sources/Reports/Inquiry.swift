public import Access
public import Domain
public import FunctionContract
public import Store

/// What a request asks of a report.
public struct Inquiry: Sendable {
  /// What knows what it is asked, ready to ask the database for the answer.
  public typealias Question = (borrowing Connection) throws(StoreError) -> Finding

  let parameters: Parameters
  let format: Format
  let now: Instant

  /// Which page of several is asked for, from 1.
  var page: Int { parameters["page"].flatMap { Int($0) } ?? 1 }

  /// `path` is what `Routes.match` gives; refuses a format that we do not have.
  public init(_ request: HTTPRequest, path: [String: String] = [:], now: Instant) throws(Problem) {
    parameters = Parameters(request, path: path)
    format = try Format(request)
    self.now = now
  }
}
