/// Why a message cannot be sent as it is written; names the part, never its text.
public enum MessageError: Error, Equatable, Sendable, CustomStringConvertible {
  case empty(String)
  /// A control character or line separator stands where a header would be forged by it.
  case controlCharacter(String)
  case tooLong(String, limit: Int)
  /// A link or name that is not of the form it must have.
  case malformed(String, needs: String)

  public var description: String {
    switch self {
    case .empty(let part): "the \(part) is empty"
    case .controlCharacter(let part): "the \(part) holds a control character or a line break; remove it"
    case .tooLong(let part, let limit): "the \(part) is longer than \(limit); shorten it"
    case .malformed(let part, let needs): "the \(part) must be \(needs)"
    }
  }

  static func requireHeaderText(_ text: String, _ part: String, limit: Int) throws(MessageError) {
    if text.unicodeScalars.contains(where: isForbiddenInHeader) { throw .controlCharacter(part) }
    if text.utf8.count > limit { throw .tooLong(part, limit: limit) }
  }

  private static func isForbiddenInHeader(_ scalar: Unicode.Scalar) -> Bool {
    switch scalar.value {
    case 0..<0x20, 0x7F, 0x85, 0x2028, 0x2029: true
    default: false
    }
  }
}
