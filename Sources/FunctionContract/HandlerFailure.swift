/// Why an invocation failed, in words without personal data or secrets.
public struct HandlerFailure: Error, Sendable, Equatable {
  public let exitCode: ExitCode
  /// `Category.Reason`, from a small fixed set: alerts group by it.
  public let type: String
  /// What is wrong and what to change.
  public let message: String

  public init(_ exitCode: ExitCode, _ type: String, _ message: String) {
    self.exitCode = exitCode
    self.type = type
    self.message = message
  }
}
