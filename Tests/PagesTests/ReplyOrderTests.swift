import Domain
import Store
import TestKit
import Testing

/// Replies in the order of their own times, whatever arrives when and how often.
@Suite(.database) struct ReplyOrderTests {
  struct Said: Sendable {
    var word: String
    var minute: Int
  }

  let database: TestDatabase

  init() throws { database = try Ledger.database() }

  @discardableResult
  private func take(_ said: Said, receivedAfter minutes: Int = 0, from number: String = Ledger.phone) throws
    -> TakeReply.Row
  {
    let at = Ledger.now + .minutes(said.minute)
    let reply = TakeReply(
      provider: "made-up", id: "\(number) \(said.word) \(said.minute)", channel: .sms, number: number,
      intent: said.word, text: said.word, at: at, now: at + .minutes(minutes))
    return try #require(try database.connect(role: "rekindle_webhook").first(reply))
  }

  private func stands(_ column: String = "user_id", _ value: String = "1") throws -> Bool {
    try database.count(
      "select count(*) from rekindle.suppressions where \(column) = \(value) and lifted_at is null and channel = 'sms'")
      > 0
  }

  @Test(
    arguments: [
      [Said(word: "stop", minute: 0), Said(word: "start", minute: 5)],
      [Said(word: "start", minute: 0), Said(word: "stop", minute: 5)],
      [Said(word: "stop", minute: 0), Said(word: "start", minute: 5), Said(word: "stop", minute: 9)],
      [
        Said(word: "stop", minute: 0), Said(word: "start", minute: 5), Said(word: "stop", minute: 9),
        Said(word: "start", minute: 12),
      ],
      [
        Said(word: "start", minute: 0), Said(word: "stop", minute: 5), Said(word: "stop", minute: 9),
        Said(word: "start", minute: 7),
      ],
    ], [Ledger.phone, "+15559990000"])
  func theNewestWordHoldsInWhateverOrderTheyArrive(_ said: [Said], _ number: String) throws {
    let newest = try #require(said.max { $0.minute < $1.minute })
    for order in permutations(of: Array(said.indices)) {
      for index in order + order.prefix(2) { try take(said[index], receivedAfter: 60, from: number) }
      let user = number == Ledger.phone ? "1" : "0"
      #expect(try stands("user_id", user) == (newest.word == "stop"), "\(order.map { said[$0] })")
      try database.run("truncate rekindle.suppressions, rekindle.inbound_replies")
    }
  }

  @Test func aReplyIsTakenOnceByItsID() throws {
    #expect(try take(Said(word: "stop", minute: 0)) == TakeReply.Row(isNew: true, learners: 1))
    #expect(try take(Said(word: "stop", minute: 0)) == TakeReply.Row(isNew: false, learners: 0))
  }

  @Test func aReplyHoldsForEverybodyWithTheNumberOnThatChannelAlone() throws {
    try database.run("update lms.users set phone_number = '\(Ledger.phone)'")
    #expect(try take(Said(word: "stop", minute: 0)).learners == 2)
    #expect(try Ledger.nos(database) == ["1 sms all opt_out sms_reply", "2 sms all opt_out sms_reply"])
    #expect(try database.value("select status from rekindle.message_deliveries where id = 4") == "skipped")
    #expect(try database.value("select status from rekindle.message_deliveries where id = 3") == "scheduled")
    #expect(try take(Said(word: "start", minute: 1)).learners == 2)
    #expect(try Ledger.nos(database).isEmpty)
  }

  @Test func aSTARTLiftsWhatWasSaidFromThatNumberAlsoBeforeItChangedHands() throws {
    try take(Said(word: "stop", minute: 0), from: "+15559990000")
    try database.run("update lms.users set phone_number = '+15559990000' where user_id = 2")
    #expect(try stands("user_id", "0"))
    try take(Said(word: "start", minute: 1), from: "+15559990000")
    #expect(try Ledger.nos(database).isEmpty)
  }

  @Test func aSTARTOfAStrangerLiftsNobodyElsesNo() throws {
    try take(Said(word: "stop", minute: 0), from: "+15559990000")
    try take(Said(word: "start", minute: 1), from: "+15559990001")
    #expect(try stands("user_id", "0"))
  }

  @Test func whatIsNeitherIsKeptForAPersonWithItsWords() throws {
    try take(Said(word: "other", minute: 0))
    try take(Said(word: "help", minute: 1))
    #expect(
      try database.rows("select intent, body from rekindle.inbound_replies order by occurred_at")
        == [["other", "other"], ["help", nil]])
    #expect(try Ledger.nos(database).isEmpty)
  }

  private func permutations(of indices: [Int]) -> [[Int]] {
    guard indices.count > 1 else { return [indices] }
    return indices.flatMap { first in permutations(of: indices.filter { $0 != first }).map { [first] + $0 } }
  }
}
