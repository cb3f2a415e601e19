import Domain
import Encoding
public import JSON

extension CloudEvent {
  private static let attributes: Set<String> = [
    "specversion", "id", "source", "type", "time", "subject", "datacontenttype", "dataschema", "data", "data_base64",
  ]

  /// Reads an event in the JSON event format (CloudEvents 1.0 JSON format §2-3).
  ///
  /// An attribute that is `null` is absent; `data` that is `null` is the value null (§3.1.1).
  public init(json: JSON) throws(ShapeError) {
    let members = try ObjectReader(json)
    let version = try members.text("specversion")
    if version != "1.0" { throw members.fault("only version 1.0 of CloudEvents is understood", at: "specversion") }
    self.init(
      id: try members.attribute("id"), source: try members.attribute("source"), type: try members.attribute("type"),
      time: try members.time())
    subject = try members.attributeIfPresent("subject")
    dataContentType = try members.attributeIfPresent("datacontenttype")
    dataSchema = try members.attributeIfPresent("dataschema")
    data = json["data"]
    dataBase64 = try members.dataBase64(hasData: data != nil)
    for (name, value) in members.members where !CloudEvent.attributes.contains(name) {
      extensions[name] = try members.extensionValue(name, value)
    }
  }

  /// The event in the JSON event format.
  public var json: JSON {
    var members = extensions
    members["specversion"] = "1.0"
    members["id"] = .string(id)
    members["source"] = .string(source)
    members["type"] = .string(type)
    members["time"] = time.map { .string($0.rfc3339) }
    members["subject"] = subject.map(JSON.string)
    members["datacontenttype"] = dataContentType.map(JSON.string)
    members["dataschema"] = dataSchema.map(JSON.string)
    members["data"] = data
    members["data_base64"] = dataBase64.map(JSON.string)
    return .object(members)
  }
}

extension ObjectReader {
  fileprivate func attribute(_ name: String) throws(ShapeError) -> String {
    try checked(try text(name), at: name)
  }

  fileprivate func attributeIfPresent(_ name: String) throws(ShapeError) -> String? {
    guard let text = try textIfPresent(name) else { return nil }
    return try checked(text, at: name)
  }

  private func checked(_ text: String, at name: String) throws(ShapeError) -> String {
    if text.unicodeScalars.contains(where: { $0.value < 0x20 || (0x7F...0x9F).contains($0.value) }) {
      throw fault("control characters may not stand in an attribute", at: name)
    }
    return text
  }

  fileprivate func time() throws(ShapeError) -> Instant? {
    guard let text = try textIfPresent("time") else { return nil }
    let zone = text.utf8.suffix(6)
    let isComplete =
      text.utf8.dropFirst(10).first.map { $0 | 0x20 == UInt8(ascii: "t") } == true
      && (text.utf8.last.map { $0 | 0x20 == UInt8(ascii: "z") } == true || zone.dropFirst(3).first == UInt8(ascii: ":"))
    guard isComplete, let instant = Instant(rfc3339: text) else {
      throw fault("a time as 2026-11-20T02:00:00Z (RFC 3339) is needed", at: "time")
    }
    return instant
  }

  fileprivate func dataBase64(hasData: Bool) throws(ShapeError) -> String? {
    guard let text = try string("data_base64") else { return nil }
    if hasData { throw fault("data and data_base64 exclude each other", at: "data_base64") }
    if Base64.standard.decode(text) == nil { throw fault("the string is not base64", at: "data_base64") }
    return text
  }

  fileprivate func extensionValue(_ name: String, _ value: JSON) throws(ShapeError) -> JSON {
    let isName = name.utf8.allSatisfy { byte in
      (UInt8(ascii: "a")...UInt8(ascii: "z")).contains(byte) || (UInt8(ascii: "0")...UInt8(ascii: "9")).contains(byte)
    }
    if !isName || name.isEmpty { throw fault("attribute names are lower-case letters and digits", at: name) }
    switch value {
    case .bool: return value
    case .integer(let number) where Int32(exactly: number) != nil: return value
    case .string(let text): return .string(try checked(text, at: name))
    default: throw fault("an extension is a string, a boolean or a 32-bit whole number", at: name)
    }
  }
}
