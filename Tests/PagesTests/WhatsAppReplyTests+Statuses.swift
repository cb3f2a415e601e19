import Domain
import FunctionContract
import FunctionShell
import JSON
import Signing
import Store
import Testing
import TestKit

@testable import delivery_webhook

/// What else one request tells: refusals, and statuses beside messages.
extension WhatsAppReplyTests {
  @Test func aRefusalForGoodClosesTheChannelItIsAboutAndNoOther() throws {
    func status(_ code: Int, _ delivery: Int) -> JSON {
      [
        "id": "wamid.OUT", "status": "failed", "timestamp": .string("\(Ledger.now.seconds)"),
        "biz_opaque_callback_data": .string("\(delivery):test"), "errors": [["code": .integer(code)]],
      ]
    }
    try take([], statuses: [status(131049, 6)])
    #expect(try Ledger.nos(database).isEmpty, "a limit of Meta's says nothing about the learner")
    try take([], statuses: [status(131050, 6)])
    #expect(try Ledger.nos(database) == ["1 whatsapp all opt_out provider"])
    try database.run("truncate rekindle.suppressions")
    try take([], statuses: [status(131026, 6)])
    #expect(try Ledger.nos(database) == ["1 whatsapp all bounce provider"])
    #expect(
      try database.count(
        "select count(*) from rekindle.message_deliveries where status = 'scheduled' and channel in ('email', 'sms')")
        == 3)
  }

  @Test func statusesAndMessagesOfOneRequestAreTakenTogetherAndABadOneIsCounted() throws {
    let read: JSON = [
      "id": "wamid.OUT", "status": "read", "timestamp": .string("\(Ledger.now.seconds)"),
      "biz_opaque_callback_data": "6:test",
    ]
    let statuses = (0..<999).map { _ in read } + [["status": "read", "biz_opaque_callback_data": "6:test"]]
    try take([message("DEMO", id: "w1"), ["id": "w2", "type": "text"]], statuses: statuses)
    #expect(
      try database.rows(
        "select delivered_at = opened_at, opened_at is not null from rekindle.message_deliveries where id = 6")
        == [["t", "t"]])
    #expect(try answers().count == 1)
    #expect(
      try database.rows("select kind, detail, seen::text from rekindle.anomalies order by kind")
        == [["event_no_sender", "meta", "1"], ["event_no_timestamp", "meta", "1"]])
  }
}
