public import Testing

/// A request that a server must not take, and how it must end.
///
/// Every one is followed by a good request for `/smuggled`, which no handler may ever see.
public struct HostileRequest: Sendable, CustomTestStringConvertible {
  public let testDescription: String
  let head: [UInt8]
  /// The statuses of which one must come; with 0 the connection may also be closed without an answer.
  public let statuses: Set<Int>

  init(_ name: String, _ head: String, _ statuses: Set<Int> = [400]) {
    testDescription = name
    self.head = Array(head.utf8)
    self.statuses = statuses
  }

  init(_ name: String, bytes: [UInt8], _ statuses: Set<Int> = [400]) {
    testDescription = name
    head = bytes
    self.statuses = statuses
  }

  public var bytes: [UInt8] { head + Array("GET /smuggled HTTP/1.1\r\nHost: h\r\n\r\n".utf8) }

  /// Every shape in this folder.
  public static let all = smuggling + malformed + targets + oversized + chunks

  /// The statuses of the answers in what a server sent, in their order.
  public static func statuses(in text: String) -> [Int] {
    text.split(separator: "HTTP/1.1 ", omittingEmptySubsequences: false).dropFirst().compactMap { Int($0.prefix(3)) }
  }
}
