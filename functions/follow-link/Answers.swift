import FunctionContract
import Pages

/// The answers that do not depend on the link.
enum Answers {
  /// A transparent GIF of one pixel, the same whether or not there is such a message.
  static let pixel = HTTPResponse(
    status: 200, headers: Page.privacy.merging(["content-type": "image/gif"]) { $1 },
    body: Array("GIF89a".utf8) + [
      1, 0, 1, 0, 0x80, 0, 0, 0, 0, 0, 0, 0, 0, 0x21, 0xF9, 4, 1, 0, 0, 0, 0, 0x2C, 0, 0, 0, 0, 1, 0, 1, 0, 0, 2, 2,
      0x44, 1, 0, 0x3B,
    ])

  static let unknown = notice(
    404, "This link leads nowhere",
    "It is incomplete or has expired. Please copy the whole link, or use the one in our newest message.")

  static func wrongMethod(allow: String) -> HTTPResponse {
    notice(405, "This cannot be done here", "Please open the link in our message with a browser.", ["allow": allow])
  }

  static let unavailable = notice(
    503, "Please try again in a minute", "We could not look up where this link leads just now.", ["retry-after": "60"])

  private static func notice(
    _ status: Int, _ title: String, _ words: String, _ headers: [String: String] = [:]
  ) -> HTTPResponse {
    Page(title: title, main: "<h1>\(title)</h1>\n<p>\(words)</p>").response(status: status, headers: headers)
  }
}
