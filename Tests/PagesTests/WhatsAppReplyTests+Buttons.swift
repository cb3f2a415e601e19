import Domain
import FunctionContract
import FunctionShell
import JSON
import Signing
import Store
import Testing
import TestKit

@testable import delivery_webhook

/// Buttons that are pressed: clicks, keywords and noes.
extension WhatsAppReplyTests {
  @Test func aPressedButtonIsAClickOfItsMessageOnceAndMayBeAKeyword() throws {
    for _ in 0..<2 { try take([press("DEMO", id: "w1", at: Ledger.now + .minutes(-1))]) }
    #expect(
      try database.rows("select delivery_id::text, kind, detail, provider from rekindle.delivery_events")
        == [["6", "click", "DEMO", "meta"]])
    #expect(
      try database.value("select rekindle.shown_status(d) from rekindle.message_deliveries d where id = 6") == "clicked"
    )
    #expect(try answers() == [Self.answer + ["meta:w1"]])
  }

  @Test func aPressThatItsProviderDoesNotDateIsOneClickHoweverOftenItIsTold() throws {
    for minute in 1...2 {
      _ = try database.rows(
        "select rekindle.record_press('twilio', 'whatsapp', $1, 'wamid.OUT', 'DEMO', null, $2)", .text(Ledger.phone),
        .instant(Ledger.now + .minutes(minute)))
    }
    #expect(try database.rows("select kind, detail from rekindle.delivery_events") == [["click", "DEMO"]])
  }

  @Test func aButtonOfAnUnknownMessageIsAReplyAllTheSame() throws {
    try take([press("anything", id: "w1", of: "wamid.ELSE")])
    #expect(try database.count("select count(*) from rekindle.delivery_events") == 0)
    #expect(try kept() == ["Show me"])
  }

  @Test func aButtonThatSaysNoClosesTheChannel() throws {
    try take([press("STOP", id: "w1")])
    #expect(try Ledger.nos(database) == ["1 whatsapp all opt_out whatsapp_reply"])
    #expect(try database.count("select count(*) from rekindle.delivery_events where kind = 'click'") == 1)
  }
}
