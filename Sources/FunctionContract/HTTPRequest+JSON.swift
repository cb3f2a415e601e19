import Domain
public import JSON

extension HTTPRequest {
  /// Reads a request in payload format 2.0 of HTTP APIs.
  ///
  /// Header names become lower-case, values of names that differ only by case are joined with a comma.
  public init(json: JSON) throws(ShapeError) { try self.init(members: ObjectReader(json)) }

  init(members: ObjectReader) throws(ShapeError) {
    if let version = try members.string("version"), version != "2.0" {
      throw members.fault("only payload format 2.0 is understood", at: "version")
    }
    let context = try members.object("requestContext")
    let http = try context.object("http")
    let given = try members.textIfPresent("rawPath")
    let path = if let given { given } else { try http.text("path") }
    if !path.hasPrefix("/") { throw members.fault("a path starts with a slash", at: "rawPath") }
    self.init(
      method: try http.method(), rawPath: path, rawQuery: try members.string("rawQueryString") ?? "",
      headers: try members.headers(), cookies: try members.strings("cookies"), body: try members.body(),
      sourceIP: try http.string("sourceIp") ?? "", requestID: try context.string("requestId") ?? "",
      time: try context.time())
  }

  /// The request in payload format 2.0: the body as text where it is UTF-8, else as base64.
  public var json: JSON {
    let encoded = BodyEncoding(body)
    var context: [String: JSON] = [
      "http": [
        "method": .string(method), "path": .string(rawPath), "protocol": "HTTP/1.1", "sourceIp": .string(sourceIP),
        "userAgent": .string(headers["user-agent"] ?? ""),
      ],
      "requestId": .string(requestID),
    ]
    context["timeEpoch"] = time.map { .integer($0.microseconds / 1000) }
    return [
      "version": "2.0", "rawPath": .string(rawPath), "rawQueryString": .string(rawQuery),
      "headers": .object(headers.mapValues(JSON.string)), "cookies": .array(cookies.map(JSON.string)),
      "requestContext": .object(context), "body": .string(encoded.text), "isBase64Encoded": .bool(encoded.isBase64),
    ]
  }
}

extension ObjectReader {
  fileprivate func method() throws(ShapeError) -> String {
    let method = try text("method")
    let isToken = method.utf8.allSatisfy { byte in (UInt8(ascii: "a")...UInt8(ascii: "z")).contains(byte | 0x20) }
    if !isToken { throw fault("a method is made of letters", at: "method") }
    return method.uppercased()
  }

  fileprivate func headers() throws(ShapeError) -> [String: String] {
    guard let given = try objectIfPresent("headers") else { return [:] }
    var headers: [String: String] = [:]
    for name in given.members.keys.sorted() {
      guard let value = try given.string(name) else { continue }
      let key = name.lowercased()
      headers[key] = headers[key].map { "\($0),\(value)" } ?? value
    }
    return headers
  }

  fileprivate func time() throws(ShapeError) -> Instant? {
    guard let milliseconds = try integer("timeEpoch") else { return nil }
    let (microseconds, overflow) = milliseconds.multipliedReportingOverflow(by: 1000)
    let time = Instant(microseconds: microseconds)
    if overflow || !Instant.writable.contains(time) { throw fault("the time is out of range", at: "timeEpoch") }
    return time
  }
}
