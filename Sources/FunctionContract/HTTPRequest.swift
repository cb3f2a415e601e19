public import Domain

/// An HTTP request in the JSON form of HTTP APIs, payload format 2.0.
public struct HTTPRequest: Sendable, Equatable {
  /// Upper-case method.
  public var method: String
  /// The path as received, percent-encoded.
  public var rawPath: String
  /// The query string as received, without `?`.
  public var rawQuery: String
  /// Header values by lower-case name; repeated headers are joined with a comma.
  public var headers: [String: String]
  public var cookies: [String]
  /// The body's bytes exactly as received: signatures are verified over them.
  public var body: [UInt8]
  public var sourceIP: String
  public var requestID: String
  /// When the gateway received the request, to the millisecond; nil where it does not tell.
  public var time: Instant?

  public init(
    method: String, rawPath: String, rawQuery: String = "", headers: [String: String] = [:], cookies: [String] = [],
    body: [UInt8] = [], sourceIP: String = "", requestID: String = "", time: Instant? = nil
  ) {
    self.method = method
    self.rawPath = rawPath
    self.rawQuery = rawQuery
    self.headers = headers
    self.cookies = cookies
    self.body = body
    self.sourceIP = sourceIP
    self.requestID = requestID
    self.time = time
  }
}
