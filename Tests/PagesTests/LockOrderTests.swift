import Domain
import Store
import TestKit
import Testing

/// Two who change the same ledger at once, stopped by a third at the very place where a lock that is taken late or not at all shows.
@Suite(.database) struct LockOrderTests {
  let database: TestDatabase

  init() throws { database = try Ledger.database() }

  private func open(_ deliveries: [Int], complaint: Int? = nil) -> MergeEvents {
    var merge = MergeEvents(provider: "sendgrid", now: Ledger.now)
    for id in deliveries {
      merge.deliveryIDs.append(id)
      merge.kinds.append(id == complaint ? "complaint" : "open")
      merge.times.append(Ledger.now - .hours(2))
      merge.details.append("")
      merge.suspects.append(false)
      merge.messageIDs.append(nil)
    }
    return merge
  }

  private func optOut(_ delivery: Int) -> OptOut {
    OptOut(deliveryID: delivery, scope: "all", channel: "all", source: "email_link", now: Ledger.now)
  }

  @Test func aBatchWithANoHoldsNoMessageWhileItWaitsForALearner() throws {
    let holder = try database.connect()
    let first = try database.connect()
    let second = try database.connect()
    try holder.runScript("begin; select from rekindle.recipients where user_id = 1 for update", named: "hold")
    try first.start(open([1, 5], complaint: 1))
    try database.waitForLocks(1)
    try second.start(open([2, 5]))
    let merged = try second.answer(MergeEvents.self).first
    #expect(merged?.merged == 1)
    try holder.runScript("commit", named: "let go")
    let closing = try first.answer(MergeEvents.self).first
    #expect(closing?.suppressed == 1)
  }

  @Test func aNoCountsFromWhatTheLearnersHolderHasLeft() throws {
    let holder = try database.connect()
    let first = try database.connect()
    try holder.runScript(
      "begin; select from rekindle.recipients where user_id = 1 for no key update", named: "hold")
    try first.start(RefuseAddress(deliveryID: 1, isOptOut: true, now: Ledger.now))
    try database.waitForLocks(1)
    try holder.runScript(
      "update rekindle.recipients set opt_outs = opt_outs + 1 where user_id = 1; commit", named: "let go")
    _ = try first.answer(RefuseAddress.self)
    #expect(try database.rows("select opt_outs from rekindle.suppressions") == [["2"]])
  }

  /// Learner 2 has learner 1's address now: each one's no to everything binds the other.
  @Test func twoWhoShareAnAddressAndSayNoAtOnceDoNotWaitInACircle() throws {
    try database.run(
      """
      update lms.users set email = '\(Ledger.email)' where user_id = 2;
      select rekindle.compare_addresses('2026-11-21T09:00:00Z')
      """)
    let holder = try database.connect()
    let first = try database.connect()
    let second = try database.connect()
    try holder.runScript("begin; select from rekindle.message_deliveries where id = 2 for update", named: "hold")
    try first.start(optOut(1))
    try database.waitForLocks(1)
    try second.start(optOut(5))
    try database.waitForLocks(2)
    try holder.runScript("commit", named: "let go")
    let answers = (try first.answer(OptOut.self), try second.answer(OptOut.self))
    #expect(answers.0 == [true] && answers.1 == [true])
  }

  @Test func whoTakesANoBackHoldsTheLearnerFirst() throws {
    let holder = try database.connect()
    try holder.runScript("begin; select rekindle.lock_people(1)", named: "hold")
    let free = try database.rows(
      "select user_id::text from rekindle.recipients where user_id = 1 for no key update skip locked")
    #expect(free == [])
    try holder.runScript("commit", named: "let go")
  }
}
