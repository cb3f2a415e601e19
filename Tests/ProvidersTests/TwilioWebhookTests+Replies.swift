import Callbacks
import Channels
import Domain
import FunctionContract
import JSON
import Signing
import Testing

/// What people write back, and what it means.
extension TwilioWebhookTests {
  /// PostgreSQL has no NUL.
  @Test func aMessageWithANameThatCannotBeKeptIsNone() throws {
    let form = [
      (name: "MessageSid", value: "SM\0"), (name: "Body", value: "Stop"), (name: "SmsStatus", value: "received"),
    ]
    #expect(throws: CallbackRefusal.malformed(at: 0)) { try read(form, query: "") }
    guard
      case .facts(let batch) = try read([(name: "MessageSid", value: "SM\0"), (name: "MessageStatus", value: "sent")])
    else {
      Issue.record("no facts")
      return
    }
    #expect(batch.facts.isEmpty && batch.parked.map(\.reason) == [.unreadableText])
  }

  @Test(arguments: [
    ("STOP", InboundReply.Intent.stop), ("stop", .stop), (" Stop. ", .stop), ("STOPALL", .stop), ("Unsubscribe", .stop),
    ("CANCEL", .stop), ("end", .stop), ("QUIT", .stop), ("REVOKE", .stop), ("OPTOUT", .stop), ("opt out", .stop),
    ("Opt-out please", .stop), ("STOP PLEASE", .stop), ("stop!!!", .stop), ("START", .start), ("yes", .start),
    ("UNSTOP", .start), ("HELP", .help), ("info", .help), ("cancel my class on Monday", .other),
    ("Yes I will come", .other), ("nonstop", .other), ("", .other), ("🙂", .other), ("please stop", .stop),
    ("Please stop, thank you!", .stop), ("remove me", .stop), ("Hi, pls stop texting me 🛑", .stop),
    ("STOP STOP STOP", .stop), ("don’t send me any more messages", .stop), ("stop all reminders", .stop),
    ("Unsubscribe me from all messages", .stop), ("take me off your list", .stop), ("No more texts!", .stop),
    ("arrêt", .stop), ("ARRETEZ SVP", .stop), ("Baja, por favor", .stop), ("Bitte keine Nachrichten mehr", .stop),
    ("Abmelden", .stop), ("बंद करो", .stop), ("कृपया बंद करें", .stop), ("توقف", .stop), ("বন্ধ করুন", .stop),
    ("退订", .stop), ("停止してください。", .stop), ("配信停止", .stop), ("수신거부", .stop), ("стоп", .stop), ("dừng", .stop),
    ("Stop by my office tomorrow", .other), ("stop the presses", .other), ("End of term is when?", .other),
    ("please don't stop", .other), ("Unsubscribe Ben, not me", .other), ("no", .other), ("no more questions", .other),
    ("delete", .other), ("Quit smoking course, which room?", .other), ("Acha", .other), ("please start", .start),
    ("Start date?", .other), ("ayuda", .help), ("मदद", .help), ("help me with module 3", .other),
  ])
  func aReplyAsksForWhatAllOfItSays(text: String, intent: InboundReply.Intent) throws {
    let form = [
      (name: "From", value: "+14155550123"), (name: "Body", value: text), (name: "MessageSid", value: "SM2"),
      (name: "SmsStatus", value: "received"),
    ]
    guard case .facts(let batch) = try read(form, query: ""), let reply = batch.replies.first, batch.replies.count == 1
    else {
      Issue.record("no reply")
      return
    }
    #expect(reply.intent == intent)
    #expect(reply.from == "+14155550123")
    #expect(!reply.isAnswered)
    #expect(reply.channel == .sms)
  }

  @Test func theProvidersOwnReadingOfAReplyWinsAndIsAlreadyAnswered() throws {
    let form = [
      (name: "From", value: "whatsapp:+14155550123"), (name: "Body", value: "ARRET"),
      (name: "SmsStatus", value: "received"), (name: "OptOutType", value: "STOP"), (name: "MessageSid", value: "SM3"),
    ]
    guard case .facts(let batch) = try read(form, query: ""), let reply = batch.replies.first, batch.replies.count == 1
    else {
      Issue.record("no reply")
      return
    }
    #expect(reply.intent == .stop)
    #expect(reply.isAnswered)
    #expect(reply.channel == .whatsapp)
    #expect(reply.from == "+14155550123")
  }

  @Test func aButtonOfAWhatsAppMessageSaysWhichMessageAndWhatItMeans() throws {
    let form = [
      (name: "From", value: "whatsapp:+5215512345678"), (name: "Body", value: "Show me"),
      (name: "SmsStatus", value: "received"), (name: "MessageSid", value: "SM4"),
      (name: "ButtonPayload", value: "DEMO"),
      (name: "ButtonText", value: "Show me"), (name: "OriginalRepliedMessageSid", value: "MM1"),
    ]
    guard case .facts(let batch) = try read(form, query: ""), let reply = batch.replies.first else {
      Issue.record("no reply")
      return
    }
    #expect(reply.press == ButtonPress(payload: "DEMO", answered: "MM1", at: nil))
    #expect(reply.phrases == ["demo", "show me"])
    #expect(reply.intent == .other)
    #expect(reply.from == "+525512345678", "as it is dialled")
  }

  @Test(arguments: [
    ("DEMO", "demo"), ("  demo. ", "demo"), ("Démo!", "demo"), ("demo demo", "demo"), ("Demo, please", "demo"),
    ("De\u{301}mo", "demo"), ("Tiếng Việt", "tieng viet"), ("demo-video", "demo video"),
    ("a demo of what?", "a demo of what"),
    ("प्रमाण", "प्रमाण"), ("🙂", ""), ("ŁÓDŹ", "lodz"),
  ])
  func aKeywordIsComparedByItsWords(text: String, phrase: String) { #expect(ReplyPhrase(text).text == phrase) }

  @Test func aReplyWithoutAnIDIsRefusedForItsRepetitionCouldNotBeKnown() throws {
    let form = [
      (name: "From", value: "+14155550123"), (name: "Body", value: "START"), (name: "SmsStatus", value: "received"),
    ]
    #expect(throws: CallbackRefusal.malformed(at: 0)) { try read(form, query: "") }
  }

  @Test func aTextIsKeptInBoundsAndWithoutControlCharacters() {
    let reply = InboundReply(
      id: "1", from: "+1", channel: .sms, text: "a\0b\n" + String(repeating: "é", count: 5000), at: now,
      isAnswered: false)
    #expect(reply.text.count == 1600)
    #expect(reply.text.hasPrefix("a b é"))
  }
}
