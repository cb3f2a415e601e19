extension JSONReader {
  mutating func number() throws(JSONError) -> JSON {
    let start = at
    var isInteger = true
    if bytes[at] == UInt8(ascii: "-") { at += 1 }
    let digits = try digitRun()
    if digits > 1, bytes[at - digits] == UInt8(ascii: "0") { throw fault("a number cannot start with a zero") }
    if at < bytes.count, bytes[at] == UInt8(ascii: ".") {
      isInteger = false
      at += 1
      _ = try digitRun()
    }
    if at < bytes.count, bytes[at] | 0x20 == UInt8(ascii: "e") {
      isInteger = false
      at += 1
      if at < bytes.count, bytes[at] == UInt8(ascii: "+") || bytes[at] == UInt8(ascii: "-") { at += 1 }
      _ = try digitRun()
    }
    let text = String(decoding: bytes[start..<at], as: UTF8.self)
    if isInteger, let value = Int(text) { return .integer(value) }
    guard let value = Double(text), value.isFinite else {
      at = start
      throw fault("the number is out of range")
    }
    return .number(value)
  }

  private mutating func digitRun() throws(JSONError) -> Int {
    let start = at
    while at < bytes.count, (UInt8(ascii: "0")...UInt8(ascii: "9")).contains(bytes[at]) { at += 1 }
    if at == start { throw fault("a digit is missing") }
    return at - start
  }
}
