import Domain
import FunctionContract
import FunctionShell
import JSON
import Signing
import TestKit
import Testing

@testable import Store
@testable import delivery_webhook

/// What people and providers say of not being written to, in whatever order it arrives.
extension DeliveryWebhookTests {
  @Test(arguments: [
    "STOP", "stop", "Stopall", "UNSUBSCRIBE", "CANCEL", "END", "QUIT", "REVOKE", "OPTOUT", "STOP please",
  ])
  func aReplyThatSaysNoIsObeyedForEverybodyWithTheNumber(_ word: String) throws {
    let body = word.replacing(" ", with: "+")
    let request = try HTTPRequest.signed(
      self, "From=%2B15550100001&To=%2B1555&Body=\(body)&SmsStatus=received&MessageSid=SM2")
    let answer = try answer(request)
    #expect(answer.status == 204)
    #expect(try Ledger.nos(database) == ["1 sms all opt_out sms_reply"])
    #expect(try database.value("select status from rekindle.message_deliveries where id = 4") == "skipped")
  }

  @Test func startTakesBackWhatSTOPSaid() throws {
    _ = try answer(try twilio("From=%2B15550100001&Body=STOP&SmsStatus=received&MessageSid=SM2"))
    #expect(try answer(try twilio("From=%2B15550100001&Body=START&SmsStatus=received&MessageSid=SM3")).status == 204)
    #expect(try Ledger.nos(database).isEmpty)
  }

  @Test func theSameBytesOfASTARTLiftNothingAMonthLater() throws {
    let said = try ["STOP", "START", "STOP"].enumerated().map { index, word in
      try twilio("From=%2B15550100001&Body=\(word)&SmsStatus=received&MessageSid=SM\(index)")
    }
    for (index, request) in said.enumerated() {
      #expect(try answer(request, at: Ledger.now + .minutes(index)).status == 204)
    }
    let before = try Ledger.state(database)
    #expect(try answer(said[1], at: Ledger.now + .days(30)).status == 204)
    #expect(try Ledger.state(database) == before)
    #expect(try Ledger.nos(database) == ["1 sms all opt_out sms_reply"])
  }

  @Test func aRefusalThatTheProviderTellsAgainDoesNotOptOutWhoCameBack() throws {
    try Ledger.add(6, learner: 1, enrollment: 2, course: 2, occurrence: 9, "sent", channel: "sms", to: database)
    let refusal = "MessageSid=SM1&MessageStatus=undelivered&ErrorCode=21610&To=%2B15550100001"
    let told = try twilio(refusal, query: "delivery=6&environment=test")
    #expect(try answer(told).status == 204)
    #expect(try Ledger.nos(database) == ["1 sms all opt_out provider"])
    #expect(
      try database.value("select string_agg(status, ' ') from rekindle.campaign_enrollments where user_id = 1")
        == "active active", "email goes on")
    let start = try twilio("From=%2B15550100001&Body=START&SmsStatus=received&MessageSid=SM2")
    #expect(try answer(start, at: Ledger.now + .hours(1)).status == 204)
    #expect(try Ledger.nos(database).isEmpty)
    for days in [1, 40] { #expect(try answer(told, at: Ledger.now + .days(days)).status == 204) }
    #expect(try Ledger.nos(database).isEmpty)
    #expect(try database.count("select count(*) from rekindle.delivery_events") == 2)
  }

  @Test func aRefusalOfAnOlderMessageThatIsToldLateDoesNotOptOutWhoCameBackSince() throws {
    for (id, occurrence) in [(6, 9), (7, 10)] {
      try Ledger.add(
        id, learner: 1, enrollment: 2, course: 2, occurrence: occurrence, "sent", channel: "sms", to: database)
    }
    try database.run("update rekindle.message_deliveries set sent_at = '2026-11-22' where id = 7")
    let refusal = "MessageStatus=undelivered&ErrorCode=21610&To=%2B15550100001"
    for word in ["STOP", "START"] {
      _ = try answer(try twilio("From=%2B15550100001&Body=\(word)&SmsStatus=received&MessageSid=SM\(word)"))
    }
    _ = try answer(
      try twilio("MessageSid=SM6&" + refusal, query: "delivery=6&environment=test"), at: Ledger.now + .hours(3))
    #expect(try Ledger.nos(database).isEmpty)
    _ = try answer(
      try twilio("MessageSid=SM7&" + refusal, query: "delivery=7&environment=test"), at: Ledger.now + .days(2))
    #expect(try Ledger.nos(database) == ["1 sms all opt_out provider"], "the provider refuses a message sent since")
  }

  @Test func whoSaysSTARTFirstIsNotOptedOutByARefusalOfAnOlderMessage() throws {
    try Ledger.add(6, learner: 1, enrollment: 2, course: 2, occurrence: 9, "sent", channel: "sms", to: database)
    _ = try answer(try twilio("From=%2B15550100001&Body=START&SmsStatus=received&MessageSid=SM1"))
    let refusal = "MessageSid=SM6&MessageStatus=undelivered&ErrorCode=21610&To=%2B15550100001"
    _ = try answer(try twilio(refusal, query: "delivery=6&environment=test"), at: Ledger.now + .hours(3))
    #expect(try Ledger.nos(database).isEmpty)
  }

  @Test func whatAProviderDoesNotDateIsOneFactHoweverOftenItIsTold() throws {
    try Ledger.add(6, learner: 1, enrollment: 2, course: 2, occurrence: 9, "unknown", channel: "sms", to: database)
    let told = try twilio(
      "MessageSid=SM1&MessageStatus=delivered&To=%2B15550100001", query: "delivery=6&environment=test")
    for hours in 0..<3 { #expect(try answer(told, at: Ledger.now + .hours(hours)).status == 204) }
    #expect(try database.count("select count(*) from rekindle.delivery_events") == 1)
  }

  @Test func helpIsAnsweredOnceByTheProviderOrByUs() throws {
    let help = try answer(try twilio("From=%2B15550100001&Body=HELP&SmsStatus=received&MessageSid=SM4"))
    #expect(help.status == 200)
    #expect(help.headers["content-type"] == "text/xml")
    #expect(help.text.contains("<Response><Message>Academy sends you reminders. Reply STOP to end them"))
    let answered = try answer(
      try twilio("From=%2B15550100001&Body=HELP&SmsStatus=received&MessageSid=SM4&OptOutType=HELP"))
    #expect(answered.status == 204)
  }

  @Test func anOptOutOfANumberThatNobodyHasHoldsForWhoeverHasItLater() throws {
    #expect(try answer(try twilio("From=%2B19995550000&Body=STOP&SmsStatus=received&MessageSid=SM5")).status == 204)
    #expect(try Ledger.nos(database) == ["0 sms all opt_out sms_reply"])
    #expect(try database.count("select count(*) from rekindle.anomalies") == 0)
  }
}
