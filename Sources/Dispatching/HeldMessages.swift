import Channels
import Domain
import Glibc
import Sending

/// Written messages that a provider's limits hold back, until the earliest moment at which one of them may go.
struct HeldMessages {
  /// So many may wait before no more are written: what they say grows old.
  private static let most = 500
  /// How long at most to sleep before the handler's time is looked at again.
  private static let longestSleep = Instant.Span.seconds(1)

  /// Each with the moment from which it may go; nil is at once.
  private var chunks: [(chunk: Chunk<Exchange>, until: Instant?)] = []

  var isEmpty: Bool { chunks.isEmpty }
  var ids: [Int] { chunks.flatMap(\.chunk.ids) }
  /// Whether more may be written meanwhile, of which something may go.
  var hasRoom: Bool { chunks.reduce(0) { $0 + $1.chunk.messages.count } < HeldMessages.most }

  mutating func add(_ chunk: Chunk<Exchange>, until: Instant?) {
    guard !chunk.messages.isEmpty else { return }
    chunks.append((chunk, until))
  }

  /// The chunk that has waited longest, where one may go.
  mutating func takeDue(at now: Instant) -> Chunk<Exchange>? {
    guard let place = chunks.firstIndex(where: { $0.until.map { $0 <= now } ?? true }) else { return nil }
    return chunks.remove(at: place).chunk
  }

  /// Sleeps until something may go, a second at most.
  func sleep(from now: Instant) {
    guard let until = chunks.map({ $0.until ?? now }).min(), until > now else { return }
    usleep(UInt32(min(until - now, HeldMessages.longestSleep).microseconds))
  }
}
