/// The links of one message in order of their first appearance; equal targets are one link.
struct LinkLedger {
  private(set) var links: [RenderedLink] = []
  private let untracked: Set<String>
  private let rewrite: (String) -> String

  /// Targets in `untracked`, spelled canonically, and mail addresses stay as they are; `rewrite` gives the address printed
  /// for the others.
  init(untracked: Set<String>, rewrite: @escaping (String) -> String) {
    self.untracked = untracked
    self.rewrite = rewrite
  }

  /// The address to print for `target`; throws where it can be neither left alone nor tracked.
  mutating func address(for target: LinkTarget) throws(LinkFault) -> String {
    if target.isMail || untracked.contains(target.url) { return target.url }
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
