import Channels
import Domain
import JSON
import Rendering
import Store

/// Messages to addresses of people's own (docs/decisions/0174): written and sent as every message of the channel is, and no
/// part of the ledger.
struct TestSends<Out: Outlet> {
  /// Above every number that a delivery has.
  private static var firstNumber: Int { 1 << 52 }

  let channel: Out.Sender
  let outlet: Out
  let settings: SendSettings
  let clock: SendClock

  /// Sends each of these tests that nobody has taken yet; returns how many a provider accepted, and how many not.
  func send(_ ids: [Int], _ database: inout Database) throws(StoreError) -> [String: JSON] {
    var sent = 0
    let rows = try database.run(ClaimTestSends(ids: ids, channel: Out.Sender.channel))
    if rows.isEmpty { return ["tests_sent": 0, "tests_failed": 0] }
    let now = clock.now
    let terms = try database.withConnection { (connection) throws(StoreError) in
      try channel.terms([], of: outlet.name, now: now, connection)
    }
    for row in rows {
      let end = end(of: row, under: terms)
      if end.status == "sent" { sent += 1 }
      try database.execute(FinishTestSend(id: row.id, status: end.status, detail: end.detail, now: clock.now))
    }
    return ["tests_sent": .integer(sent), "tests_failed": .integer(rows.count - sent)]
  }

  private func end(of row: ClaimTestSends.Row, under terms: Out.Sender.Terms) -> (status: String, detail: String?) {
    do throws(Unsendable) {
      switch outlet.tryOut(try message(row, under: terms), now: clock.now) {
      case .accepted: return ("sent", nil)
      case .ambiguous(let code): return ("unknown", code)
      case .rejected(_, let code), .failed(let code, _, _): return ("failed", code)
      case .notAttempted: return ("failed", "not_attempted")
      }
    } catch {
      return ("failed", [error.reason.rawValue, error.detail].compactMap { $0 }.joined(separator: ": "))
    }
  }

  /// The message as a learner would get it.
  ///
  /// Its links carry a number that is no delivery's, so that nothing counts them.
  private func message(
    _ row: ClaimTestSends.Row, under terms: Out.Sender.Terms
  ) throws(Unsendable) -> Out.Sender.Message {
    if settings.recipients?.contains(row.address) == false { throw Unsendable(.notListed) }
    let (now, number) = (clock.now, Self.firstNumber + row.id)
    let composition = try channel.compose(
      Draft(
        deliveryID: number, slug: row.campaign, template: try channel.template(row.body), context: row.context,
        address: row.address,
        links: MessageLinks(deliveryID: number, settings: settings.ofTests, now: now, isTest: true),
        expiresAt: now + .hours(1), now: now), under: terms)
    return composition.message
  }
}

extension SendSettings {
  /// The settings of tests: callbacks about them are of another installation, and left alone.
  fileprivate var ofTests: SendSettings {
    var settings = self
    settings.environmentName = "no-ledger"
    return settings
  }
}
