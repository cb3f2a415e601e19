import Encoding

/// How bytes travel in a JSON string: as text where they are UTF-8 without NUL, which readers refuse, else as base64.
struct BodyEncoding {
  let text: String
  let isBase64: Bool

  init(_ bytes: [UInt8]) {
    let valid = bytes.contains(0) ? nil : String(validating: bytes, as: UTF8.self)
    text = valid ?? Base64.standard.encode(bytes)
    isBase64 = valid == nil
  }
}

extension ObjectReader {
  /// The bytes of `body`, base64 where `isBase64Encoded` says so; none where it is absent.
  func body() throws(ShapeError) -> [UInt8] {
    guard let text = try string("body") else { return [] }
    guard try bool("isBase64Encoded") == true else { return Array(text.utf8) }
    guard let bytes = Base64.standard.decode(text) else { throw fault("the string is not base64", at: "body") }
    return bytes
  }
}
