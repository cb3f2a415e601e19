import Channels
import Domain
import JSON
import Rendering
import Sending
import Store

/// Messages on Discord, to people and into groups' channels (REQ-2-37, REQ-2-38).
struct DiscordChannel: MessageChannel {
  static let channel = Channel.discord

  func contacts(_ ids: [Int], _ connection: borrowing Connection) throws(StoreError) -> [Contact] {
    try connection.run(ReadContacts(ids: ids))
  }

  /// The channels that are open to people already, by delivery.
  func terms(
    _ ids: [Int], of outlet: String, now: Instant, _ connection: borrowing Connection
  ) throws(StoreError) -> [Int: Snowflake] {
    let rooms = try connection.run(ReadRooms(provider: outlet, deliveryIDs: ids))
    return Dictionary(
      rooms.compactMap { row in Snowflake(row.room).map { (row.deliveryID, $0) } }, uniquingKeysWith: { $1 })
  }

  func template(_ body: JSON) throws(Unsendable) -> DiscordTemplate {
    do throws(RenderingError) {
      guard let source = DiscordSource(json: body) else { throw RenderingError.unreadable }
      return try DiscordTemplate(source)
    } catch {
      throw Unsendable(error)
    }
  }

  func compose(
    _ draft: Draft<DiscordTemplate>, under terms: [Int: Snowflake]
  ) throws(Unsendable) -> Composition<DiscordMessage> {
    let address = try address(draft.address, of: draft.template.source.audience)
    let rendered = try render(draft)
    let message = try message(rendered, to: address, in: terms[draft.deliveryID], draft)
    return Composition(message, links: try draft.links.tracked(rendered.links))
  }

  private func message(
    _ rendered: RenderedDiscord, to address: DiscordAddress, in room: Snowflake?, _ draft: Draft<DiscordTemplate>
  ) throws(Unsendable) -> DiscordMessage {
    let source = draft.template.source
    do throws(MessageError) {
      return try DiscordMessage(
        correlation: Correlation(deliveryID: draft.deliveryID, environment: draft.links.environmentName), to: address,
        room: room, content: rendered.text,
        mentions: source.mentions.compactMap(DiscordMessage.Mention.init(rawValue:)),
        hidesPreviews: source.hidesPreviews, isSilent: source.isSilent)
    } catch {
      throw Unsendable(error)
    }
  }

  /// What is for one person never goes into a group's channel, and what is for a group to nobody alone.
  private func address(_ text: String, of audience: DiscordSource.Audience) throws(Unsendable) -> DiscordAddress {
    switch (DiscordAddress(text), audience) {
    case (let address?, _) where address.isGroup == (audience == .group): return address
    case (nil, _): throw Unsendable(.invalidAddress)
    case (_, .person): throw Unsendable(.invalidAddress, "the message is for a person, the address is a channel's")
    case (_, .group): throw Unsendable(.invalidAddress, "the message is for a group, the address is a person's")
    }
  }

  private func render(_ draft: Draft<DiscordTemplate>) throws(Unsendable) -> RenderedDiscord {
    do throws(RenderingError) {
      return try DiscordRenderer.render(
        draft.template, context: draft.context, sender: draft.links.sender,
        links: draft.links.recipient(openPixel: false), rewriting: draft.links.shortLinks)
    } catch {
      throw Unsendable(error)
    }
  }
}

extension DiscordAddress {
  fileprivate var isGroup: Bool { if case .channel = self { true } else { false } }
}
