public import Domain

extension Cells {
  /// An array of smallint, integer or bigint without nulls.
  public func ints(_ column: Int) throws(StoreError) -> [Int] {
    try elements(column, "an array of integers") { (type, bytes) in type.int(bytes) }
  }

  /// An array of text without nulls.
  public func texts(_ column: Int) throws(StoreError) -> [String] {
    try elements(column, "an array of texts") { (type, bytes) in type.text(bytes) }
  }

  /// An array of boolean without nulls.
  public func bools(_ column: Int) throws(StoreError) -> [Bool] {
    try elements(column, "an array of booleans") { (type, bytes) in type.bool(bytes) }
  }

  /// An array of timestamptz without nulls.
  public func instants(_ column: Int) throws(StoreError) -> [Instant] {
    try elements(column, "an array of timestamptz") { (type, bytes) in type.instant(bytes) }
  }

  // Binary arrays: dimensions, flags, element type, then length and lower bound of each dimension, then the elements.
  private func elements<Element>(
    _ column: Int, _ wanted: String, _ read: (PostgresType, UnsafeRawBufferPointer) -> Element?
  ) throws(StoreError) -> [Element] {
    guard let bytes = bytes(column) else { throw missing(column) }
    var reader = BinaryReader(bytes)
    guard let dimensions = reader.int32(), reader.int32() != nil, let type = reader.int32() else {
      throw mismatch(column, wanted)
    }
    guard dimensions > 0 else { return [] }
    guard dimensions == 1, let count = reader.int32(), reader.int32() != nil else { throw mismatch(column, wanted) }
    let elementType = PostgresType(rawValue: UInt32(type))
    var elements: [Element] = []
    elements.reserveCapacity(count)
    for _ in 0..<count {
      guard let length = reader.int32(), let field = reader.bytes(length), let element = read(elementType, field) else {
        throw mismatch(column, wanted)
      }
      elements.append(element)
    }
    return elements
  }
}
