import Channels
import Domain
import Sending
import Store

/// What the provider's limits let go, and what its answers say of them.
extension Dispatcher {
  /// Takes out of a chunk what may go now, and holds the rest back; nil where nothing of it may.
  mutating func grant(
    _ chunk: inout Chunk<Exchange>, _ connection: borrowing Connection
  ) throws(StoreError) -> Chunk<Exchange>? {
    let now = ledger.clock.now
    var wanted: [String: Int] = [:]
    for message in chunk.messages { wanted[message.content.limit ?? name, default: 0] += 1 }
    let isPlain = wanted.count == 1 && wanted[name] != nil
    if isPlain, !mayBeLimited { return chunk }
    let rows = try connection.run(TakeSendTokens(wanted: wanted, now: now))
    if isPlain { mayBeLimited = !rows.isEmpty }
    var granted = Dictionary(rows.map { ($0.limit, $0.granted) }, uniquingKeysWith: min)
    let part = chunk.take(where: { [line] message in
      let limit = message.content.limit ?? line.name
      guard let left = granted[limit] else { return true }
      granted[limit] = left - 1
      return left > 0
    })
    held.add(chunk, until: rows.compactMap(\.againAt).min())
    return part.messages.isEmpty ? nil : part
  }

  /// Tells every process what was heard.
  mutating func tell(_ connection: borrowing Connection) throws(StoreError) {
    if news.isEmpty { return }
    if !news.pauses.isEmpty { try connection.execute(NotePauses(news.pauses)) }
    if !news.rooms.isEmpty {
      _ = try connection.run(KeepRooms(provider: name, rooms: news.rooms, now: ledger.clock.now))
    }
    news = News()
  }
}
