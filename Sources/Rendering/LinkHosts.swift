/// The hosts that tracked links may lead to (`REKINDLE_LINK_HOSTS`): nothing else makes a redirect of ours safe.
public struct LinkHosts: Sendable, Equatable {
  private let authorities: Set<String>

  /// Reads a list with commas of `host` or `host:port`, in any case of letters; without a port the one of `https` is meant.
  public init(parsing text: String) {
    authorities = Set(
      text.split { $0 == "," || $0.isWhitespace }.map { entry in
        let entry = entry.lowercased()
        return entry.hasSuffix(":443") ? String(entry.dropLast(4)) : entry
      })
  }

  /// The canonical spelling of an address that a tracked link may lead to; throws where it may not.
  public func target(_ text: String) throws(LinkFault) -> LinkTarget {
    let target = try LinkTarget(text)
    guard target.isTrackable else { throw .scheme }
    guard authorities.contains(target.authority) else { throw .unlisted(host: target.authority) }
    return target
  }
}
