/// Finds ids in requests without reading them whole: a sink must cost less than what is measured against it.
enum ByteSearch {
  /// The id that follows the last `key`: letters, digits, `-` and `_`; empty where the key is missing.
  static func id(after key: StaticString, in body: [UInt8]) -> String {
    body.withUnsafeBufferPointer { bytes in
      let count = key.utf8CodeUnitCount
      let pattern = UnsafeBufferPointer(start: key.utf8Start, count: count)
      var start = bytes.count - count
      while start >= 0 {
        if bytes[start] == pattern[0],
          UnsafeBufferPointer(rebasing: bytes[start..<start + count]).elementsEqual(pattern)
        {
          let id = bytes[(start + count)...].prefix { byte in
            (48...57).contains(byte) || (97...122).contains(byte | 0x20) || byte == 45 || byte == 95
          }
          return String(decoding: id, as: UTF8.self)
        }
        start -= 1
      }
      return ""
    }
  }
}
