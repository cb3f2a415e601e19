import TestKit
import Testing

/// One predicate says what a suppression covers: every cell of scope, class and cause.
@Suite(.database) struct CoverTests {
  struct Cell: Sendable, CustomStringConvertible {
    var scope: String
    var cause: String
    var messageClass: String
    var isCovered: Bool
    var description: String { "\(scope) \(cause) \(messageClass)" }
  }

  /// Transactional messages pass what was said about everything, but for an address that is dead.
  static let cells: [Cell] = ["all", "topic", "campaign", "subject"].flatMap { scope in
    ["opt_out", "complaint", "bounce", "admin"].flatMap { cause in
      ["transactional", "reminder", "marketing"].map { messageClass in
        Cell(
          scope: scope, cause: cause, messageClass: messageClass,
          isCovered: scope != "all" || messageClass != "transactional" || cause == "bounce")
      }
    }
  }

  @Test(arguments: cells) func aSuppressionCoversItsOwn(_ cell: Cell) throws {
    #expect(try covers(cell, "'course', 1, 'course', 7, 'email', null") == cell.isCovered)
  }

  @Test(arguments: cells.filter { $0.scope != "all" }) func andNothingElse(_ cell: Cell) throws {
    #expect(try !covers(cell, "'payment', 2, 'session', 8, 'email', null"))
    #expect(try !covers(cell, "'payment', 2, 'session', 7, 'email', null"), "the id of another kind of subject")
  }

  static let places: [(suppression: String, message: String, isCovered: Bool)] = [
    ("'all', ''", "'email', null", true), ("'all', ''", "'all', null", true), ("'email', ''", "'email', null", true),
    ("'email', ''", "'sms', null", false), ("'email', ''", "'all', null", false),
    ("'email', 'a'", "'email', 'b'", true), ("'email', 'a'", "'email', null", true),
    ("'email', 'a'", "'sms', 'a'", false),
    ("'email', ''", "'calendar', null", true), ("'calendar', ''", "'calendar', null", true),
    ("'calendar', ''", "'email', null", false), ("'sms', ''", "'calendar', null", false),
  ]

  static let deadAddresses: [(suppression: String, message: String, isCovered: Bool)] = [
    ("'email', 'a'", "'email', 'a'", true), ("'email', 'a'", "'email', 'b'", false),
    ("'email', 'a'", "'email', null", false), ("'email', 'a'", "'sms', 'a'", false),
    ("'email', ''", "'email', 'b'", true), ("'email', 'a'", "'calendar', 'a'", true),
    ("'email', 'a'", "'calendar', 'b'", false),
  ]

  @Test(arguments: places) func aSuppressionHoldsOnItsChannel(
    _ suppression: String, _ message: String, _ isCovered: Bool
  ) throws {
    let row = "'all', '', 0, '', 0, \(suppression), 'opt_out', null"
    #expect(try answer(row, "'marketing', 'course', 1, 'course', 7, \(message)") == isCovered)
  }

  @Test(arguments: deadAddresses) func aBounceHoldsForItsAddressAlone(
    _ suppression: String, _ message: String, _ isCovered: Bool
  ) throws {
    let row = "'all', '', 0, '', 0, \(suppression), 'bounce', null"
    #expect(try answer(row, "'marketing', 'course', 1, 'course', 7, \(message)") == isCovered)
  }

  @Test func aLiftedSuppressionCoversNothing() throws {
    let row = "'all', '', 0, '', 0, 'all', '', 'opt_out', timestamptz '2026-11-01'"
    #expect(try !answer(row, "'marketing', 'course', 1, 'course', 7, 'email', null"))
  }

  private func covers(_ cell: Cell, _ message: String) throws -> Bool {
    let about =
      switch cell.scope {
      case "topic": "'course', 0, '', 0"
      case "campaign": "'', 1, '', 0"
      case "subject": "'', 0, 'course', 7"
      default: "'', 0, '', 0"
      }
    return try answer(
      "'\(cell.scope)', \(about), 'all', '', '\(cell.cause)', null", "'\(cell.messageClass)', \(message)")
  }

  private func answer(_ suppression: String, _ message: String) throws -> Bool {
    try TestDatabase.current().value(
      """
      select coalesce(rekindle.covers(s, \(message)), false)::text
        from (values (\(suppression))) v(scope, topic, campaign, subject_type, subject, channel, hash, cause, lifted),
             lateral jsonb_populate_record(null::rekindle.suppressions, jsonb_build_object('scope', v.scope, 'topic', v.topic,
               'campaign_id', v.campaign, 'subject_type', v.subject_type, 'subject_id', v.subject, 'channel', v.channel,
               'address_hash', v.hash, 'reason', v.cause, 'lifted_at', v.lifted)) s
      """) == "true"
  }
}
