import Domain
public import Rendering
import Signing
public import Store

/// The addresses of our own pages for one delivery: opt-outs, preferences, and one short code for each link.
public struct MessageLinks {
  private let settings: SendSettings
  private let deliveryID: Int
  private let token: String
  /// Whether the message goes to somebody who wants to see it, and to no learner.
  public let isTest: Bool

  /// Links of a test are stored nowhere: they lead nowhere, wherever they were meant to.
  init(deliveryID: Int, settings: SendSettings, now: Instant, isTest: Bool = false) {
    self.isTest = isTest
    self.settings = settings
    self.deliveryID = deliveryID
    token = UnsubscribeToken(deliveryID: deliveryID, issued: now).signed(with: settings.keys)
  }

  /// Who writes.
  public var sender: SenderDetails { settings.sender }

  /// The installation's name and the delivery's id, for the provider to echo.
  public var environmentName: String { settings.environmentName }

  /// What the organizer's address has behind a plus sign in the invitation with the id `uid` to `address`.
  public func replyTag(_ uid: String, to address: String) -> String {
    ReplyTag(uid: uid, address: address, keys: settings.keys).text
  }

  /// The opt-out links; `openPixel` asks for the picture that tells of an opened email.
  public func recipient(openPixel: Bool) -> RecipientLinks {
    RecipientLinks(
      unsubscribe: "\(settings.publicURL)/unsubscribe/\(token)",
      unsubscribeAll: "\(settings.publicURL)/unsubscribe/all/\(token)",
      preferences: "\(settings.publicURL)/preferences/\(token)",
      password: page("welcome", .welcome), data: page("data", .data),
      openPixel: openPixel ? "\(settings.publicURL)/o/\(code(0))" : nil)
  }

  private func page(_ path: String, _ page: DeliveryToken.Page) -> @Sendable () -> String {
    let token = DeliveryToken(page, deliveryID: deliveryID)
    return { [settings] in "\(settings.publicURL)/\(path)/\(token.signed(with: settings.keys))" }
  }

  /// Short addresses for a renderer that asks once for each link, in the order in which `tracked` gets them.
  public var shortLinks: (String) -> String {
    let codes = shortCodes
    return { "\(settings.publicURL)/c/\(codes($0))" }
  }

  /// What the short addresses end with, for a message that has what they begin with already.
  public var shortCodes: (String) -> String {
    var index = 0
    return { _ in
      defer { index += 1 }
      return code(index)
    }
  }

  /// The rows of the rendered links; throws where one leads to a host that is not allowed (no open redirect).
  public func tracked(_ links: [RenderedLink]) throws(Unsendable) -> [ClaimDeliveries.Link] {
    if isTest { return [] }
    var rows: [ClaimDeliveries.Link] = []
    for (index, link) in links.enumerated() {
      do throws(LinkFault) {
        let target = try settings.linkHosts.target(link.target)
        rows.append(.init(deliveryID: deliveryID, index: index, code: code(index), target: target.url))
      } catch {
        throw Unsendable(.refusedLink, error.description)
      }
    }
    return rows
  }

  private func code(_ index: Int) -> String {
    LinkCode(deliveryID: deliveryID, index: index, keys: settings.keys).text
  }
}
