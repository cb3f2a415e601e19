/// Texts laid out one after another as C strings.
struct CStrings {
  private var bytes: [UInt8] = []
  private var offsets: [Int?] = []

  init(_ texts: [String]) {
    for text in texts {
      offsets.append(bytes.count)
      bytes.append(contentsOf: text.utf8)
      bytes.append(0)
    }
  }

  /// Lays out `binds`; nil where one of them holds a NUL, which PostgreSQL cannot store.
  init?(_ binds: [Bind]) {
    bytes.reserveCapacity(binds.reduce(0) { $0 + ($1.bytes?.count ?? 0) })
    for bind in binds {
      guard let field = bind.bytes else {
        offsets.append(nil)
        continue
      }
      guard field.firstIndex(of: 0) == field.count - 1 else { return nil }
      offsets.append(bytes.count)
      bytes.append(contentsOf: field)
    }
  }

  /// Calls `body` with a NULL-terminated array of pointers, one a text; null binds are NULL.
  func withPointers<Value>(_ body: (UnsafePointer<UnsafePointer<CChar>?>?) -> Value) -> Value {
    bytes.withUnsafeBytes { (buffer) in
      let start = buffer.baseAddress?.assumingMemoryBound(to: CChar.self)
      var pointers = offsets.map { (offset) in
        offset.flatMap { (offset) in start.map { UnsafePointer($0 + offset) } }
      }
      pointers.append(nil)
      return body(pointers)
    }
  }
}
