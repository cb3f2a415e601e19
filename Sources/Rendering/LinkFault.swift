/// Why an address may not be a link's target.
public enum LinkFault: Error, Equatable, Sendable, CustomStringConvertible {
  case scheme
  case host
  case character
  case length
  /// The installation's list of hosts does not have this one.
  case unlisted(host: String)

  public var description: String {
    switch self {
    case .scheme: "it must start with https:// or mailto:"
    case .host: "it has no host in ASCII, a port that is none, or a user name before the host"
    case .character: "it has a backslash, a quote, an angle bracket or a control character"
    case .length: "it is longer than \(LinkTarget.maximumLength) bytes"
    case .unlisted(let host): "REKINDLE_LINK_HOSTS does not name the host \(host)"
    }
  }
}
