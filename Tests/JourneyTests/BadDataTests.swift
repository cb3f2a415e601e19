import Store
import TestKit
import Testing

/// A thousand learners in five campaigns, of whom every tenth has something that is wrong: the others are served, of each of the
/// hundred the ledger says why not, and none is lost.
///
/// Holds REQ-1-59, REQ-4-40.
@Suite(.timeLimit(.minutes(20))) struct BadDataTests {
  /// By the last two digits of a learner's id: what is wrong, and what may become of their messages besides what becomes of
  /// anybody's.
  private static let wrong: [(residue: Int, change: String, fates: Set<String>)] = [
    (0, "email = 'learner' || user_id || ' at learn.example'", ["skipped invalid_address"]),
    (10, "email = null, phone_number = null", ["skipped no_address"]),
    (20, "is_active = false", []),
    (30, "first_name = null, last_name = null", ["skipped missing_variable"]),
    (40, "phone_number = '12'", ["skipped invalid_address"]),
    (50, "timezone = 'Mars/Olympus'", []),
    (60, "first_name = repeat('Anna', 40)", ["skipped too_long"]),
    (70, "first_name = E'Zoë\\r\\nBcc: x@y.example', last_name = E'\\tO''Brien\\x01 '", []),
  ]
  /// What becomes of anybody's messages.
  private static let usual: Set<String> = [
    "sent", "scheduled", "skipped channel_gap", "skipped day_cap", "skipped week_cap", "skipped goal_reached",
    "skipped subject_over", "skipped ended", "skipped quiet_hours", "skipped no_address",
    "skipped condition",  // a step that is not for them, such as news of a group for who has just come
    "skipped late",  // who registers an hour before a session has no reminder a day before it
  ]

  @Test func nineHundredAreServedAndAHundredAccountedFor() throws {
    let data = try LearnerData()
    defer { data.stop() }
    try data.runner("sample", "--learners", "1000", "--date", "2026-11-20")
    let campaigns = try FiveCampaigns(on: data)
    for (residue, change, _) in Self.wrong {
      try data.connect().runScript(
        "update lms_data.users set \(change) where user_id % 100 = \(residue)", named: "what is wrong")
    }
    try data.connect().runScript(
      """
      update lms_data.certificates set url = 'https://elsewhere.example/c' where user_id % 100 = 80;
      update lms_data.courses set total_modules = null where course_id = (select min(course_id) from lms_data.courses);
      """, named: "what is wrong elsewhere")
    try FiveCampaigns.detect(on: "2026-11-19", data)
    try data.connect().runScript("delete from lms_data.users where user_id % 100 = 90", named: "who is gone")
    let month = try campaigns.simulate(days: 4, from: "2026-11-20")
    #expect(month.broken == [])

    let simulated = try data.connect("rekindle_simulation")
    let odd = try Self.fates("d.user_id % 10 > 0", simulated).subtracting(Self.usual)
    #expect(odd == [], "nobody is left out for a neighbour's sake")
    let others =
      [(80, ["skipped refused_link"]), (90, ["skipped subject_over", "skipped no_address"])] as [(Int, Set)]
    for (residue, fates) in Self.wrong.map({ ($0.residue, $0.fates) }) + others {
      let found = try Self.fates("d.user_id % 100 = \(residue)", simulated)
      #expect(found.subtracting(Self.usual.union(fates)) == [], "learners whose ids end with \(residue)")
      // A name that is too long for a text or a template is none in an email, which goes first.
      if residue != 60, !fates.isEmpty {
        #expect(!found.isDisjoint(with: fates), "learners whose ids end with \(residue)")
      }
      if [20, 90].contains(residue) { #expect(!found.contains("sent")) }
    }
    #expect(try Self.lost(simulated) == [])
  }

  /// What became of the messages of some learners.
  private static func fates(_ who: String, _ connection: borrowing Connection) throws -> Set<String> {
    Set(
      try connection.texts(
        "select distinct concat_ws(' ', d.status, d.reason) from rekindle.message_deliveries d where \(who)"
      ).compactMap { $0[0] })
  }

  /// Enrolments that were due and have neither a row nor an end.
  private static func lost(_ connection: borrowing Connection) throws -> [[String?]] {
    try connection.texts(
      """
      select c.slug, e.user_id::text, e.defer_reason from rekindle.campaign_enrollments e
        join rekindle.campaigns c on c.id = e.campaign_id
       where e.status = 'active' and e.anchor_at < '2026-11-22' and e.next_due_at < '2026-11-23 20:00Z'
         and not exists (select from rekindle.message_deliveries d where d.enrollment_id = e.id)
      """)
  }
}
