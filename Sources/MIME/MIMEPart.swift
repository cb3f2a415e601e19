/// A message or form in MIME (RFC 2045, 2046, 7578), or a part of one: headers, and a content or parts.
///
/// Whatever it is given it reads without failing: what breaks the rules is content, and what lies deeper or is more than anybody
/// writes stays unread.
public struct MIMEPart: Sendable {
  /// How deep parts are looked for in parts.
  private static let mostLevels = 8
  /// Most parts of one.
  private static let mostParts = 100

  /// By their names in lower case, unfolded; of two with one name the first.
  public let headers: [String: String]
  /// As it came, still in its transfer encoding.
  private let content: [UInt8]
  /// Empty where it has none.
  public let parts: [MIMEPart]

  /// A message as it came, its headers first.
  public init(_ bytes: [UInt8]) { self.init(bytes[...], level: 0) }

  /// A body whose headers came another way, such as a form over HTTP.
  public init(contentType: String, body: [UInt8]) {
    self.init(headers: ["content-type": contentType], content: body[...], level: 0)
  }

  private init(_ bytes: ArraySlice<UInt8>, level: Int) {
    let (headers, content) = MIMEHeaders.split(bytes)
    self.init(headers: headers, content: content, level: level)
  }

  private init(headers: [String: String], content: ArraySlice<UInt8>, level: Int) {
    self.headers = headers
    self.content = Array(content)
    let type = MIMEValue(headers["content-type"] ?? "text/plain")
    guard level < MIMEPart.mostLevels else {
      parts = []
      return
    }
    if type.word.hasPrefix("multipart/"), let boundary = type.parameters["boundary"],
      (1...200).contains(boundary.utf8.count)
    {
      parts = MIMEBoundary.split(content, Array(boundary.utf8), most: MIMEPart.mostParts)
        .map { MIMEPart($0, level: level + 1) }
    } else if type.word == "message/rfc822" {
      parts = [MIMEPart(content, level: level + 1)]
    } else {
      parts = []
    }
  }

  /// The media type in lower case, such as `text/calendar`.
  public var type: String { MIMEValue(headers["content-type"] ?? "text/plain").word }

  /// The name of the field that the part is in a form; nil where it is none.
  public var fieldName: String? { MIMEValue(headers["content-disposition"] ?? "").parameters["name"] }

  /// The content without its transfer encoding.
  public var bytes: [UInt8] {
    switch MIMEValue(headers["content-transfer-encoding"] ?? "").word {
    case "base64": TransferEncoding.base64(content)
    case "quoted-printable": TransferEncoding.quotedPrintable(content)
    default: content
    }
  }

  /// The part and all parts in it, from the outside inwards.
  public var everyPart: [MIMEPart] { [self] + parts.flatMap(\.everyPart) }
}
