import Encoding

/// Fresh secrets as text.
enum RandomText {
  static func bytes(_ count: Int) -> [UInt8] {
    var generator = SystemRandomNumberGenerator()
    return (0..<count).map { _ in UInt8.random(in: 0...255, using: &generator) }
  }

  /// `count` bytes in hexadecimal.
  static func hex(_ count: Int) -> String {
    Hexadecimal.lower.encode(bytes(count))
  }
}
