import Domain
import JSON

/// What one tick did.
struct TickOutcome {
  var announcements = Announcements()
  var pages = 0
  var looked = 0
  var reserved = 0
  var skipped = 0
  var ended = 0
  var parked = 0
  var unknown = 0
  var presumed = 0
  var expired = 0

  /// The counts of the reply and the run's log; `emails_queued` and `sms_queued` are REQ-0-44's names.
  var counts: [String: JSON] {
    [
      "pages": .integer(pages), "looked_at": .integer(looked), "reserved": .integer(reserved),
      "skipped": .integer(skipped), "ended": .integer(ended), "parked": .integer(parked),
      "unknown": .integer(unknown), "presumed_sent": .integer(presumed), "expired": .integer(expired),
      "emails_queued": .integer(announcements.count(of: .email)), "sms_queued": .integer(announcements.count(of: .sms)),
    ]
  }
}
