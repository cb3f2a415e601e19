import Channels
import Domain
import FunctionContract
import JSON
import Signing
import Testing

@testable import Callbacks

/// What people write back, and news of templates and the account.
extension MetaWebhookTests {
  @Test(
    arguments: [
      (#""type":"text","text":{"body":"Please STOP"}"#, "Please STOP", ReplyIntent.stop, nil),
      (
        #""type":"button","button":{"payload":"DEMO","text":"Show me"},"context":{"id":"wamid.O"}"#, "Show me", .other,
        "DEMO"
      ),
      (
        #""type":"button","button":{"payload":"optout:rem_01","text":"Stop reminders"},"context":{"id":"wamid.O"}"#,
        "Stop reminders", .stop, "optout:rem_01"
      ),
      (
        #""type":"interactive","interactive":{"type":"button_reply","button_reply":{"id":"STOP","title":"Nein danke"}}"#,
        "Nein danke", .stop, "STOP"
      ),
      (
        #""type":"interactive","interactive":{"type":"list_reply","list_reply":{"id":"slot-2","title":"10:00"}}"#,
        "10:00",
        .other, "slot-2"
      ),
      (#""type":"image","image":{"id":"1","caption":"my badge"}"#, "[image] my badge", .other, nil),
      (#""type":"reaction","reaction":{"message_id":"wamid.O","emoji":"👍"}"#, "[reaction] 👍", .other, nil),
      (#""type":"unsupported""#, "[unsupported] ", .other, nil), (#""text":{"body":"x"}"#, "[message] ", .other, nil),
    ] as [(String, String, ReplyIntent, String?)])
  func eachKindOfMessageIsAReplyWithItsWords(
    members: String, text: String, intent: ReplyIntent, payload: String?
  ) throws {
    let message = try JSON.parse(#"{"from":"14155550123","id":"wamid.I","timestamp":"1767225600",\#(members)}"#)
    let reply = try #require(try read(["messages": [message]]).replies.first)
    #expect(reply.text == text)
    #expect(reply.intent == intent)
    #expect(reply.press?.payload == payload)
    #expect(reply.from == "+14155550123" && reply.channel == .whatsapp && !reply.isAnswered)
    #expect(reply.at == Instant(seconds: 1_767_225_600))
  }

  @Test(arguments: [
    ("14155550123", "+14155550123"), ("5215512345678", "+525512345678"), ("551187654321", "+5511987654321"),
    ("551132654321", "+551132654321"), ("5511987654321", "+5511987654321"), ("919876543210", "+919876543210"),
  ])
  func aNumberIsWrittenAsItIsDialled(id: String, number: String) { #expect(WhatsAppNumber.e164(id) == number) }

  @Test func aMessageWithoutSenderOrIDIsSetAside() throws {
    let text: JSON = ["body": "STOP"]
    let batch = try read([
      "messages": [
        ["id": "w1", "type": "text", "text": text], ["from": "14155550123", "type": "text", "text": text],
        ["id": "w3", "from": "BSUID.1", "type": "text", "text": text], 7,
      ]
    ])
    #expect(batch.replies.isEmpty)
    #expect(batch.parked.map(\.reason) == [.noSender, .noSender, .noSender, .notAnObject])
  }

  @Test func whoStopsMarketingInTheAppSaysNoAndAYesThereLiftsNothing() throws {
    func preference(_ value: String) -> JSON {
      ["wa_id": "14155550123", "category": "marketing_messages", "value": .string(value), "timestamp": 1_767_225_600]
    }
    let batch = try read(["user_preferences": [preference("stop"), preference("resume")]], field: "user_preferences")
    #expect(batch.replies.map(\.intent) == [.stop])
    #expect(batch.replies.map(\.from) == ["+14155550123"])
    #expect(batch.ignored == 1)
  }

  @Test func newsOfTemplatesIsToldWithItsReason() throws {
    let value: JSON = [
      "event": "REJECTED", "message_template_id": 7, "message_template_name": "course_hello",
      "message_template_language": "en_US", "reason": "INVALID_FORMAT",
    ]
    #expect(
      try read(value, field: "message_template_status_update").templates == [
        TemplateNews(
          name: "course_hello", language: "en_US", status: "rejected", reason: "INVALID_FORMAT",
          at: Instant(seconds: 1_795_255_000))
      ])
  }

  @Test func newsOfTheAccountIsCountedAndWhatIsUnknownIsLeft() throws {
    let batch = try read(["event": "FLAGGED", "current_limit": "TIER_1K"], field: "phone_number_quality_update")
    #expect(batch.notices == ["phone_number_quality_update FLAGGED"])
    #expect(try read(["anything": 1], field: "flows").ignored == 1)
    #expect(try read(Array(#"{"object":"page","entry":[]}"#.utf8)).ignored == 1)
  }
}
