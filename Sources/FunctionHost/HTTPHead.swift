/// A header where it lies in a connection's memory.
struct HTTPField {
  let name: UnsafeRawBufferPointer
  let value: UnsafeRawBufferPointer
}

/// The head of a request, read strictly.
///
/// libmicrohttpd 0.9.75 takes lines that end without CR, drops what follows a NUL, joins a folded line to the name of
/// the header before it, and takes a space before the colon for part of the name: two servers in a row may then see
/// different requests. Its strings lie in the bytes as they came, so the distances between them tell what stood there;
/// where another release lays them out in another way every request is refused, and the tests say so.
struct HTTPHead {
  let method: UnsafeRawBufferPointer
  /// Where the target lies; the library has written into it.
  let target: UnsafeRawBufferPointer
  let version: UnsafeRawBufferPointer
  let fields: [HTTPField]
  /// Bytes of the whole head.
  let size: Int

  /// Why the request is refused; nil where it says one thing only.
  var fault: String? { methodFault ?? fieldFault ?? lengthFault ?? layoutFault }

  /// Whether the body comes in chunks.
  var isChunked: Bool { !values(of: "transfer-encoding").isEmpty }

  /// The declared length of the body; nil where there is none.
  var contentLength: Int? { values(of: "content-length").first.map { Int($0.text) ?? .max } }

  private var methodFault: String? {
    method.count > 32 || !method.allSatisfy(\.isCapital) ? "the method is not one of capital letters" : nil
  }

  private var fieldFault: String? {
    for field in fields {
      if field.name.isEmpty || !field.name.allSatisfy(\.isTokenByte) { return "a header's name is not one" }
      if !field.value.allSatisfy({ $0 >= 0x20 && $0 != 0x7F || $0 == 0x09 }) {
        return "a header's value has control characters"
      }
    }
    let hosts = values(of: "host").count
    if hosts > 1 || (hosts == 0 && version.text != "HTTP/1.0") { return "one Host header is needed" }
    return nil
  }

  private var lengthFault: String? {
    let lengths = values(of: "content-length")
    let encodings = values(of: "transfer-encoding")
    if lengths.count > 1 { return "more than one Content-Length" }
    if let length = lengths.first, length.isEmpty || !length.allSatisfy(\.isDigit) {
      return "Content-Length is not a number"
    }
    if encodings.isEmpty { return nil }
    if !lengths.isEmpty { return "both Content-Length and Transfer-Encoding" }
    if encodings.count > 1 || encodings[0].text.lowercased() != "chunked" || version.text == "HTTP/1.0" {
      return "the only Transfer-Encoding taken is chunked, over HTTP/1.1"
    }
    return nil
  }

  /// Every string ends where the next begins, but for the characters that must stand between them.
  private var layoutFault: String? {
    let fault = "a line of the request is malformed"
    guard method.end + 1 == target.start, target.end + 1 == version.start else { return fault }
    var end = version.end
    for field in fields {
      guard end + 2 == field.name.start, field.name.end < field.value.start else { return fault }
      end = field.value.end
    }
    return end + 4 == method.start + size ? nil : fault
  }

  private func values(of name: StaticString) -> [UnsafeRawBufferPointer] {
    fields.filter { $0.name.equals(name) }.map(\.value)
  }
}

extension UnsafeRawBufferPointer {
  var text: String { String(decoding: self, as: UTF8.self) }

  fileprivate var start: Int { Int(bitPattern: baseAddress) }

  fileprivate var end: Int { start + count }

  /// Whether these bytes are `name`, which is lower-case, whatever their case.
  fileprivate func equals(_ name: StaticString) -> Bool {
    count == name.utf8CodeUnitCount && indices.allSatisfy { self[$0] | 0x20 == name.utf8Start[$0] | 0x20 }
  }
}

extension UInt8 {
  fileprivate var isDigit: Bool { (UInt8(ascii: "0")...UInt8(ascii: "9")).contains(self) }

  fileprivate var isCapital: Bool { (UInt8(ascii: "A")...UInt8(ascii: "Z")).contains(self) }

  /// Whether the byte may stand in a header's name (RFC 9110 §5.6.2).
  fileprivate var isTokenByte: Bool {
    switch self {
    case UInt8(ascii: "a")...UInt8(ascii: "z"), UInt8(ascii: "A")...UInt8(ascii: "Z"): true
    case UInt8(ascii: "0")...UInt8(ascii: "9"): true
    default: "!#$%&'*+-.^_`|~".utf8.contains(self)
    }
  }
}
