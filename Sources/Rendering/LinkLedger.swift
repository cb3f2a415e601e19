/// The links of one message in order of their first appearance; equal targets are one link.
struct LinkLedger {
  private(set) var links: [RenderedLink] = []
  private let rewrite: (String) -> String

  /// `rewrite` gives the address that is printed for a target.
  init(rewrite: @escaping (String) -> String) { self.rewrite = rewrite }

  /// The address to print for `target`: its own for mail and where it is not to be tracked; throws where it can be neither
  /// left alone nor tracked.
  mutating func address(for target: LinkTarget, isTracked: Bool) throws(LinkFault) -> String {
    if target.isMail || !isTracked { return target.url }
    guard target.isTrackable else { throw .scheme }
    if let known = links.first(where: { $0.target == target.url }) { return known.address }
    let link = RenderedLink(target: target.url, address: rewrite(target.url))
    links.append(link)
    return link.address
  }
}

/// A tracked link of a rendered message.
public struct RenderedLink: Sendable, Equatable {
  /// Where the learner is led.
  public let target: String
  /// The address that stands in the message.
  public let address: String

  public init(target: String, address: String) {
    self.target = target
    self.address = address
  }
}
