/// Why a statement is none: where, and what should stand there; it quotes no value.
public struct XAPIFault: Error, Sendable, Equatable {
  /// The member, such as `[2].actor.mbox`.
  public let path: String
  /// What would fit, as half a sentence.
  public let expected: String

  init(_ path: String, _ expected: String) {
    self.path = path
    self.expected = expected
  }

  /// The fault of an element of a list.
  func inElement(_ index: Int) -> XAPIFault { XAPIFault("[\(index)]" + path, expected) }

  /// One line for whoever sent the statement.
  public var text: String { "\(path.isEmpty ? "the statement" : path) must be \(expected)\n" }
}
