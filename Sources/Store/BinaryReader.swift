/// Reads big-endian integers and runs of bytes one after another.
struct BinaryReader {
  private let bytes: UnsafeRawBufferPointer
  private var at = 0

  init(_ bytes: UnsafeRawBufferPointer) { self.bytes = bytes }

  mutating func int32() -> Int? {
    guard let field = self.bytes(4) else { return nil }
    return Int(Int32(bigEndian: field.loadUnaligned(as: Int32.self)))
  }

  mutating func bytes(_ count: Int) -> UnsafeRawBufferPointer? {
    guard count >= 0, count <= bytes.count - at else { return nil }
    defer { at += count }
    return UnsafeRawBufferPointer(rebasing: bytes[at..<at + count])
  }
}
