import Domain
import HostEvents
import Store

extension TakeHostEvents {
  init(source: String, part: Int, events: [HostEvent], now: Instant) {
    let rows = events.enumerated().flatMap { (number, event) in event.rows.map { (event: number + 1, row: $0) } }
    let brought = Set(events.filter { $0.part != .change }.flatMap { $0.rows.map(\.key.name) })
    let needs = events.enumerated().flatMap { (number, event) in
      event.needs.filter { !brought.contains($0.name) }.map { (event: number + 1, key: $0) }
    }
    self.init(
      source: source, part: part, rows: TakeHostEvents.list(rows.map(\.row.columns)),
      needs: TakeHostEvents.list(needs.map(\.key.columns)), now: now)
    ids = events.map(\.id)
    types = events.map(\.type)
    times = events.map(\.at)
    learners = events.map(\.learner)
    subjects = events.map { $0.subject?.id }
    rowEvents = rows.map(\.event)
    rowTables = rows.map(\.row.key.table)
    needEvents = needs.map(\.event)
    needTables = needs.map(\.key.table)
    needNames = needs.map(\.key.name)
  }

  private static func list(_ objects: [[UInt8]]) -> String {
    "[" + objects.map { String(decoding: $0, as: UTF8.self) }.joined(separator: ",") + "]"
  }
}
