import Domain
import FunctionContract
import JSON
import Store

/// What operators are to be told, delivered one by one: each is claimed, sent and noted, and what failed is tried again later.
///
/// A notice of which nobody knows whether it was taken goes out again under the same id: one that is lost is worse than one that
/// comes twice (docs/decisions/0298).
struct Notices {
  /// Less than a claim lasts; what one notice may take.
  private static let patience = Instant.Span.seconds(25)

  private let operators: Operators
  private let invocation: Invocation
  private let begun = WallClock.now

  init(_ operators: Operators, _ invocation: Invocation) {
    self.operators = operators
    self.invocation = invocation
  }

  /// Delivers what waits, as far as the time goes; returns how many were taken, and how many not.
  func deliver(_ database: inout Database) throws(StoreError) -> [String: JSON] {
    var told = 0
    var failed = 0
    while invocation.deadline.remaining > Self.patience, let notice = try database.first(ClaimNotice(now: now)) {
      let failure = operators.tell(notice, now: now)
      try database.execute(
        FinishNotice(
          id: notice.id, attempt: notice.attempt, now: now, failure: failure,
          next: failure.map { _ in now + Notices.wait(after: notice.attempt) }))
      if let failure {
        failed += 1
        invocation.log.warning("a notice was not taken", ["notice": .id(notice.id), "code": .code(failure)])
      } else {
        told += 1
      }
    }
    return ["told": .integer(told), "failed": .integer(failed)]
  }

  /// Time goes on also where the invocation's stands.
  private var now: Instant { invocation.now + (WallClock.now - begun) }

  /// Until the next timer, then twice as long each time, an hour at most; a little less, so that the timer finds it.
  private static func wait(after attempt: Int) -> Instant.Span { .minutes(min(60, 5 << min(attempt - 1, 4)) - 1) }
}
