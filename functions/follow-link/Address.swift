/// What a path of this handler asks for.
enum Address: Equatable {
  /// `/c/{code}`: on to the target.
  case link(String)
  /// `/o/{code}`: the picture that tells of an opened message.
  case pixel(String)

  /// nil for every other path, and for codes that cannot have been written by this product.
  init?(path: String) {
    let segments = path.split(separator: "/", omittingEmptySubsequences: false)
    guard segments.count == 3, segments[0].isEmpty, Address.isCode(segments[2]) else { return nil }
    switch segments[1] {
    case "c": self = .link(String(segments[2]))
    case "o": self = .pixel(String(segments[2]))
    default: return nil
    }
  }

  private static func isCode(_ text: Substring) -> Bool {
    (8...16).contains(text.utf8.count)
      && text.utf8.allSatisfy { byte in
        switch byte {
        case UInt8(ascii: "0")...UInt8(ascii: "9"), UInt8(ascii: "A")...UInt8(ascii: "Z"),
          UInt8(ascii: "a")...UInt8(ascii: "z"):
          true
        default: false
        }
      }
  }
}
