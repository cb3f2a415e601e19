import Domain
import JSON
import Rendering
import Sending
import Store

/// Tasks for a person, who calls or writes to the learner themselves.
struct WorklistChannel: RowChannel {
  static let channel = Channel.worklist

  func contacts(_ ids: [Int], _ connection: borrowing Connection) throws(StoreError) -> [Contact] {
    try connection.run(ReadWorklistPeople(ids: ids))
  }

  func template(_ body: JSON) throws(Unsendable) -> WorklistTemplate {
    do throws(RenderingError) {
      guard let source = WorklistSource(json: body) else { throw RenderingError.unreadable }
      return try WorklistTemplate(source)
    } catch {
      throw Unsendable(error)
    }
  }

  func compose(_ draft: Draft<WorklistTemplate>, under terms: Void) throws(Unsendable) -> Composition<RenderedTask> {
    do throws(RenderingError) {
      let task = try WorklistRenderer.render(
        draft.template, context: draft.context, sender: draft.links.sender,
        links: draft.links.recipient(openPixel: false))
      return Composition(task, links: [])
    } catch {
      throw Unsendable(error)
    }
  }

  func bytes(of task: RenderedTask) -> [UInt8] {
    JSON.object(["title": .string(task.title), "text": .string(task.text)]).bytes
  }

  func insert(
    _ messages: [(deliveryID: Int, message: RenderedTask)], now: Instant, _ connection: borrowing Connection
  ) throws(StoreError) {
    _ = try connection.run(
      InsertWorklistItems(messages.map { InsertWorklistItems.Entry($0.deliveryID, $0.message) }, now: now))
  }
}

extension InsertWorklistItems.Entry {
  fileprivate init(_ deliveryID: Int, _ task: RenderedTask) {
    let source = task.source
    self.init(
      deliveryID: deliveryID, title: task.title, text: task.text, tries: source.tries, again: source.again,
      pause: source.pause, openFor: source.openFor)
  }
}
