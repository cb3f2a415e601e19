import Domain
import JSON
import Rendering
import Sending
import Store

/// Notices that learners see where they learn (REQ-1-55).
struct InAppChannel: RowChannel {
  static let channel = Channel.inapp

  func contacts(_ ids: [Int], _ connection: borrowing Connection) throws(StoreError) -> [Contact] {
    try connection.run(ReadAccounts(ids: ids))
  }

  func template(_ body: JSON) throws(Unsendable) -> InAppTemplate {
    do throws(RenderingError) {
      guard let source = InAppSource(json: body) else { throw RenderingError.unreadable }
      return try InAppTemplate(source)
    } catch {
      throw Unsendable(error)
    }
  }

  func compose(_ draft: Draft<InAppTemplate>, under terms: Void) throws(Unsendable) -> Composition<RenderedNotice> {
    let notice = try render(draft)
    return Composition(notice, links: try draft.links.tracked(notice.links))
  }

  func bytes(of notice: RenderedNotice) -> [UInt8] {
    var members: [String: JSON] = [
      "type": .string(notice.type), "title": .string(notice.title), "message": .string(notice.message),
    ]
    members["link"] = notice.link.map(JSON.string)
    return JSON.object(members).bytes
  }

  func insert(
    _ messages: [(deliveryID: Int, message: RenderedNotice)], now: Instant, _ connection: borrowing Connection
  ) throws(StoreError) {
    _ = try connection.run(InsertNotices(messages.map { InsertNotices.Entry($0.deliveryID, $0.message) }, now: now))
  }

  private func render(_ draft: Draft<InAppTemplate>) throws(Unsendable) -> RenderedNotice {
    do throws(RenderingError) {
      return try InAppRenderer.render(
        draft.template, context: draft.context, sender: draft.links.sender,
        links: draft.links.recipient(openPixel: false), rewriting: draft.links.shortLinks)
    } catch {
      throw Unsendable(error)
    }
  }
}

extension InsertNotices.Entry {
  fileprivate init(_ deliveryID: Int, _ notice: RenderedNotice) {
    self.init(
      deliveryID: deliveryID, type: notice.type, title: notice.title, message: notice.message, link: notice.link)
  }
}
