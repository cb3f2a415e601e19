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

  /// How many invocations that wait in warm mode it takes at once; 1 where each stands alone.
  static var together: Int { get }

  /// Handles invocations that came together: what became of each, in their order.
  mutating func handle(_ invocations: [Invocation]) -> [Result<Reply, HandlerFailure>]
}

extension FunctionHandler where Self: ~Copyable {
  public static var together: Int { 1 }

  public mutating func handle(_ invocations: [Invocation]) -> [Result<Reply, HandlerFailure>] {
    var results: [Result<Reply, HandlerFailure>] = []
    for invocation in invocations {
      do throws(HandlerFailure) { results.append(.success(try handle(invocation))) } catch {
        results.append(.failure(error))
      }
    }
    return results
  }
}
