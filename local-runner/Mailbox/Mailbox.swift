import Domain
import FunctionHost
import Processes

/// The messages that the played providers took, newest last; the oldest go when there are too many.
final class Mailbox: Sendable {
  struct Entry: Sendable {
    /// Counted from 1 in order of acceptance.
    var number: Int
    var message: AcceptedMessage
  }

  private struct State {
    var entries: [Entry] = []
    var lastNumber = 0
  }

  private let capacity: Int
  private let state = Monitor(State())

  init(capacity: Int = 10_000) { self.capacity = capacity }

  func add(_ message: AcceptedMessage) {
    state.withLock { state in
      state.lastNumber += 1
      state.entries.append(Entry(number: state.lastNumber, message: message))
      if state.entries.count > capacity { state.entries.removeFirst(capacity / 10) }
    }
  }

  var entries: [Entry] { state.read { $0.entries } }

  subscript(number: Int) -> Entry? { state.read { state in state.entries.first { $0.number == number } } }

  /// The newest messages whose recipient, subject, text or delivery id contains `words`, at most `limit`.
  func newest(matching words: String = "", limit: Int = 200) -> [(entry: Entry, message: ReadMessage)] {
    let words = words.lowercased()
    var found: [(Entry, ReadMessage)] = []
    for entry in entries.reversed() where found.count < limit {
      let message = ReadMessage(entry.message)
      let texts = [message.to, message.toName, message.subject, message.text, entry.message.deliveryID]
      if words.isEmpty || texts.contains(where: { $0.lowercased().contains(words) }) { found.append((entry, message)) }
    }
    return found
  }

  /// Waits until `count` messages are there; false where `deadline` passes first.
  func wait(for count: Int, until deadline: Monotonic) -> Bool {
    state.wait(until: deadline) { $0.lastNumber >= count ? true : nil } ?? false
  }
}
