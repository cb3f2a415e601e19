import Domain
import JSON
import Rendering
import Store

/// What one delivery adds to the text that carries it.
struct LetterPart {
  let text: LetterItem
  let links: [ClaimDeliveries.Link]
  let item: ClaimDeliveries.Item

  /// Writes the line that the delivery's step declares; throws where it cannot be.
  init<Sender: MessageChannel>(
    _ delivery: ReadDueDeliveries.Row, of carrier: ReadDueDeliveries.Row, version: CampaignLibrary<Sender>.Version,
    language: String?, context: JSON, addressHash: [UInt8], settings: SendSettings, now: Instant
  ) throws(Unsendable) {
    guard let line = version.line(of: delivery),
      case .success(let message)? = version.message(delivery.template, in: nil)
    else { throw Unsendable(.brokenTemplate, "the step has no line for a letter") }
    let own = MessageLinks(deliveryID: delivery.id, settings: settings, now: now)
    do throws(RenderingError) {
      text = try LetterItem(
        language.flatMap { line.translations[$0] } ?? line.line, link: line.link, context: context,
        optOut: own.recipient(openPixel: false).unsubscribe, rewriting: own.shortLinks)
    } catch {
      throw Unsendable(error)
    }
    links = try own.tracked([text.link])
    item = ClaimDeliveries.Item(
      carrier: carrier.id, version: delivery.version, window: version.campaign.sendWindows[Sender.channel],
      fallbackZone: version.campaign.fallbackZone,
      entry: ClaimDeliveries.Entry(
        id: delivery.id, userID: delivery.userID, subjectID: delivery.subjectID, token: Int.random(in: 1...Int.max),
        templateHash: message.hash, addressHash: addressHash, units: 0, digest: []))
  }
}
