package import Domain
import JSON

/// What one event's deliveries became.
package struct SendCounts {
  package var announced = 0
  var sent = 0
  package var skipped = 0
  package var waiting = 0
  var retried = 0
  var failed = 0
  var unknown = 0

  var json: JSON {
    [
      "announced": .integer(announced), "sent": .integer(sent), "skipped": .integer(skipped),
      "waiting": .integer(waiting), "retried": .integer(retried), "failed": .integer(failed),
      "unknown": .integer(unknown),
    ]
  }
}

extension SendCounts {
  /// What attempts were recorded as.
  package init(recorded rows: [(id: Int, status: DeliveryStatus)]) {
    for row in rows { add(row.status) }
  }

  /// Counts an attempt that was recorded as `status`.
  private mutating func add(_ status: DeliveryStatus) {
    switch status {
    case .sent: sent += 1
    case .scheduled: retried += 1
    case .unknown, .presumedSent: unknown += 1
    default: failed += 1
    }
  }

  package mutating func add(_ other: SendCounts) {
    sent += other.sent
    skipped += other.skipped
    waiting += other.waiting
    retried += other.retried
    failed += other.failed
    unknown += other.unknown
  }
}
