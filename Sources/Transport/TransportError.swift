/// Why no request can be sent from this process at all.
public enum TransportError: Error, Sendable, CustomStringConvertible {
  /// libcurl or the kernel's event queue could not be set up.
  case unavailable(String)

  public var description: String {
    switch self {
    case .unavailable(let what): "the transport cannot start: \(what) is not available"
    }
  }
}
