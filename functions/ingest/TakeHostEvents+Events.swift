import Domain
import HostEvents
import Store

extension TakeHostEvents {
  init(source: String, part: Int, events: [HostEvent], now: Instant) {
    var rows: [UInt8] = []
    var rowEvents: [Int] = []
    for (number, event) in events.enumerated() {
      for row in event.rows {
        rows.append(UInt8(ascii: rowEvents.isEmpty ? "[" : ","))
        rows += row.columns
        rowEvents.append(number + 1)
      }
    }
    if rowEvents.isEmpty { rows = Array("[".utf8) }
    rows.append(UInt8(ascii: "]"))
    self.init(source: source, part: part, rows: String(decoding: rows, as: UTF8.self), now: now)
    ids = events.map(\.id)
    types = events.map(\.type)
    times = events.map(\.at)
    learners = events.map(\.learner)
    subjects = events.map { $0.subject?.id }
    self.rowEvents = rowEvents
    rowTables = events.flatMap { $0.rows.map(\.table) }
  }
}
