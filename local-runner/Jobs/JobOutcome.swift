import Domain
import JSON

/// What one run of a named job came to.
struct JobOutcome: Sendable {
  let job: String
  /// Learners that were detected, and messages by what became of them.
  var detected = 0
  var sent = 0
  var failed = 0
  var skipped = 0
  /// What the host was asked for.
  var asked = 0
  var duration = Instant.Span.seconds(0)
  /// `Category.Reason` and a sentence; nil where the run succeeded.
  var error: (type: String, message: String)?

  init(job: String) { self.job = job }

  /// Messages that it worked on.
  private var records: Int { sent + failed + skipped }

  /// What the record of the run counts.
  var counts: JSON {
    [
      "records_processed": .integer(records), "users_detected": .integer(detected), "sent": .integer(sent),
      "failed": .integer(failed), "skipped": .integer(skipped), "asked": .integer(asked),
    ]
  }

  var line: String {
    if let error { return "[\(job)] failed: \(error.message)" }
    let seconds = duration.microseconds / 100_000
    let asking = asked > 0 ? ", \(asked) asked of the host" : ""
    return "[\(job)] success: \(sent) sent, \(failed) failed, \(skipped) skipped, \(detected) detected\(asking) "
      + "in \(seconds / 10).\(seconds % 10) s"
  }

  var json: JSON {
    var members = counts.object ?? [:]
    members["job"] = .string(job)
    members["success"] = .bool(error == nil)
    members["error"] = error.map { .string($0.message) } ?? .null
    return .object(members)
  }

  /// Counts what a handler answered to an event of the run.
  mutating func add(_ function: String, _ result: JSON) {
    if function == "dunning" { asked += result["asked"]?.integer ?? 0 }
    if function == "detect" { detected += result["users_detected"]?.integer ?? 0 }
    guard function.hasPrefix("send-") else { return }
    sent += result["sent"]?.integer ?? 0
    failed += (result["failed"]?.integer ?? 0) + (result["unknown"]?.integer ?? 0)
    skipped += result["skipped"]?.integer ?? 0
  }
}
