extension JSON {
  /// Reads one JSON text, refusing what is not strict UTF-8 JSON within `limits`.
  ///
  /// Foundation's reader takes UTF-16, keeps the first of two equal keys and cannot say where a fault is; a handler's
  /// boundary needs the opposite (docs/correctness.md).
  public static func parse(_ text: some Sequence<UInt8>, limits: JSONLimits = .event) throws(JSONError) -> JSON {
    let bytes = ContiguousArray(text)
    return try bytes.withUnsafeBufferPointer { (buffer) -> Result<JSON, JSONError> in
      var reader = JSONReader(buffer, limits: limits)
      do throws(JSONError) { return .success(try reader.document()) } catch { return .failure(error) }
    }.get()
  }

  /// Reads one JSON text.
  public static func parse(_ text: String, limits: JSONLimits = .event) throws(JSONError) -> JSON {
    try parse(text.utf8, limits: limits)
  }
}
