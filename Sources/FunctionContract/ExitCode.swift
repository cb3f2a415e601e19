/// What a handler's exit says to its host (sysexits; docs/architecture.md).
public enum ExitCode: Int32, Sendable {
  case done = 0
  case usage = 64
  /// The event is bad; the same event will fail again.
  case badEvent = 65
  /// A dependency is away; try again later.
  case unavailable = 69
  /// A bug.
  case software = 70
  /// A passing condition; try again later.
  case temporary = 75
  case forbidden = 77
  case configuration = 78
  /// The deadline passed; set by the host.
  case deadline = 124

  /// Whether the same event may succeed later.
  public var isRetryable: Bool { self == .unavailable || self == .temporary || self == .deadline || self == .software }
}
