public import FunctionContract

/// One responsibility: an invocation in, a reply out.
///
/// A value lives for one process; in warm mode it serves many invocations and may keep a connection between them.
public protocol FunctionHandler: ~Copyable {
  /// The handler's name: its folder under `functions/`.
  static var name: String { get }

  /// Makes the handler ready; throws 78 when a required setting is missing.
  init(environment: Environment) throws(HandlerFailure)

  /// Handles one invocation.
  mutating func handle(_ invocation: Invocation) throws(HandlerFailure) -> Reply
}
