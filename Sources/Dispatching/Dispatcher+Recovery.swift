import Domain
import Glibc
import Sending
import Store
import Transport

/// The provider has what is on the wire, whatever became of the database: its answers are waited for, and recorded as soon
/// as there is a database again.
extension Dispatcher {
  /// How long to wait before a new connection is tried again.
  private static var pause: Instant.Span { Instant.Span(microseconds: 200_000) }
  /// What the last record may take of the handler's time.
  private static var recordTime: Instant.Span { .seconds(2) }

  /// Ends a run that an error stopped: nothing is on the wire any more, and how its attempts ended is recorded, on a new
  /// connection where the old one was lost; false where there was no database while there was time.
  ///
  /// What is not recorded stays in `answered`.
  mutating func recover(_ database: inout Database) throws(StoreError) -> Bool {
    isOpen = false
    client.watch(nil)
    takeBack()
    repeat { _ = poll(for: .seconds(1)) } while !onWire.isEmpty || !claimed.isEmpty
    while !answered.isEmpty {
      guard ledger.hasTime(for: Self.recordTime) else { return false }
      do throws(StoreError) {
        try database.withConnection { (connection) throws(StoreError) in try recordAll(connection) }
      } catch {
        guard error.isPassing else { throw error }
        usleep(UInt32(Self.pause.microseconds))
      }
    }
    return true
  }

  /// Records what this sender could not record at its last event, and what senders that are gone had in hand.
  mutating func takeOver(_ journals: [String], _ connection: borrowing Connection) throws(StoreError) {
    try recordAll(connection)
    for path in journals {
      guard let journal = AbandonedJournal(path) else { continue }
      answered = journal.attempts
      try recordAll(connection)
      journal.remove()
    }
  }

  /// What was asked when the connection was lost may have been committed or not: recording it again changes nothing, and a
  /// message whose claim was not answered has not left.
  private mutating func takeBack() {
    switch asked.take() {
    case .claim(let chunk, _):
      unclaimed = chunk.ids
      answered += chunk.unsent
    case .record(let attempts): answered += attempts
    case nil: return
    }
  }

  private mutating func recordAll(_ connection: borrowing Connection) throws(StoreError) {
    guard !answered.isEmpty else { return }
    ledger.counts.add(try ledger.recordHalves(of: answered, connection))
    for attempt in answered { try followUp(attempt, connection) }
    answered = []
    journal?.clear()
  }
}
