public import Domain

/// A program that the host may start, with everything that bounds it.
public struct Executable: Sendable {
  public var path: String
  public var arguments: [String]
  /// The whole environment: nothing is inherited.
  public var environment: [String: String]
  public var limits: ProcessLimits

  public init(
    path: String, arguments: [String] = [], environment: [String: String] = [:], limits: ProcessLimits = ProcessLimits()
  ) {
    self.path = path
    self.arguments = arguments
    self.environment = environment
    self.limits = limits
  }
}

/// What one process may use before the host ends it.
public struct ProcessLimits: Sendable, Equatable {
  /// From the event's first byte to the reply's last; then the whole process group is killed.
  public var wallTime: Instant.Span
  /// Bytes of private writable memory (`RLIMIT_DATA`): heap, stacks and anonymous mappings, not mapped files.
  ///
  /// The handler's runtime reserves far more address space than it touches, so `RLIMIT_AS` would refuse what fits.
  public var memory: Int?
  /// Bytes of one reply on standard output.
  public var output: Int
  /// Bytes of standard error per invocation; further lines are dropped and counted.
  public var log: Int

  public init(
    wallTime: Instant.Span = .seconds(30), memory: Int? = nil, output: Int = 6 << 20, log: Int = 1 << 20
  ) {
    self.wallTime = wallTime
    self.memory = memory
    self.output = output
    self.log = log
  }
}
