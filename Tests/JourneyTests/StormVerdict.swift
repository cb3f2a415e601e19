import JSON
import Store
import TestKit

/// What must be true of one message a learner when a storm is over, counted from the provider's side.
struct StormVerdict {
  let school: School
  private var database: TestDatabase { school.database }

  /// Nothing is waiting or on the wire any more, and every enrolment was looked at.
  func isDrained() throws -> Bool {
    try database.count(
      """
      select (select count(*) from rekindle.message_deliveries where status in ('scheduled', 'sending'))
           + (select count(*) from rekindle.campaign_enrollments e where e.status = 'active'
                 and not exists (select from rekindle.message_deliveries d where d.enrollment_id = e.id))
      """) == 0
  }

  /// Lets the provider report what it took, and returns what is not as promised (docs/correctness.md, promises 1 to 3).
  func faults() throws -> [String] {
    let accepted = try school.accepted()
    for start in stride(from: 0, to: accepted.count, by: 250) {
      let part = Array(accepted[start..<min(start + 250, accepted.count)])
      let reply = try school.callback("delivered", of: part, at: "2026-11-23T12:00:00Z")
      guard reply.exitCode == 0 else { return ["the webhook fails: \(reply.log)"] }
    }
    try school.run(
      "schedule-tick", role: "rekindle_tick", school.event("timer.schedule-tick", at: "2026-11-24T03:00:00Z"))
    let sent = try database.rows("select id from rekindle.message_deliveries where status = 'sent'")
      .compactMap { $0[0].flatMap { Int($0) } }
    var faults = try database.rows("select rule || ': ' || n from rekindle.violations").compactMap { $0[0] }
    for (fault, sql) in Self.counts where try database.count(sql) > 0 { faults.append(fault) }
    if accepted.isEmpty { faults.append("nothing has left") }
    if Set(accepted).count < accepted.count { faults.append("a message left twice") }
    if Set(sent) != Set(accepted) { faults.append("what the ledger calls sent is not what the provider took") }
    return faults
  }

  private static let counts: KeyValuePairs<String, String> = [
    "a message is sent and not reported": """
    select count(*) from rekindle.message_deliveries where status = 'sent' and delivered_at is null
    """,
    "a reminder left no row": """
    select count(*) from rekindle.campaign_enrollments e
     where not exists (select from rekindle.message_deliveries d where d.enrollment_id = e.id)
       and not exists (select from rekindle.suppressions s where s.user_id = e.user_id)
    """,
    "in doubt, though its attempt was answered": """
    select count(*) from rekindle.message_deliveries d
     where d.status in ('presumed_sent', 'unknown')
       and not exists (select from rekindle.delivery_attempts a where a.delivery_id = d.id and a.outcome is null)
    """,
  ]
}
