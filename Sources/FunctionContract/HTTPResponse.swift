/// What an HTTP handler answers.
public struct HTTPResponse: Sendable, Equatable {
  public var status: Int
  /// Header values by lower-case name.
  public var headers: [String: String]
  public var cookies: [String]
  public var body: [UInt8]

  public init(status: Int, headers: [String: String] = [:], cookies: [String] = [], body: [UInt8] = []) {
    self.status = status
    self.headers = headers
    self.cookies = cookies
    self.body = body
  }
}
