import Domain
import FunctionContract
import FunctionShell
import JSON
import Signing
import Store
import TestKit
import Testing

@testable import delivery_webhook

/// What learners write on WhatsApp, signed as Meta signs it, into a real ledger under the handler's own role.
@Suite(.database) struct WhatsAppReplyTests {
  let database: TestDatabase

  init() throws {
    database = try Ledger.database()
    try database.run(
      """
      insert into rekindle.campaign_versions (campaign_id, version, content_hash, definition, messages, published_at)
      values (1, 2, 'replies', '{"enter": {}, "steps": [{"id": "email", "channels": ["email"]}, {"id": "chat", "channels": ["whatsapp"]}],
        "replies": [{"keyword": "DEMO", "phrase": "demo", "template": "demo-video", "channels": ["whatsapp", "sms"]},
                    {"keyword": "Plan B", "phrase": "plan b", "template": "plan-b", "channels": ["sms"]}]}', '{}', '2026-01-01');
      update rekindle.campaign_enrollments set version = 2;
      alter table rekindle.message_deliveries alter column id restart with 100;
      insert into rekindle.consents (user_id, channel, is_granted, source, words, given_at)
      values (1, 'whatsapp', true, 'signup_form', 'Yes, write to me on WhatsApp', '2026-11-01');
      """)
    try Ledger.add(6, learner: 1, enrollment: 1, course: 1, occurrence: 9, "sent", channel: "whatsapp", to: database)
    try database.run("update rekindle.message_deliveries set provider_message_id = 'wamid.OUT' where id = 6")
  }

  /// One message as Meta writes it: a text, or the members of another kind.
  func message(
    _ text: String, id: String, at: Instant = Ledger.now, members: [String: JSON] = [:]
  ) -> JSON {
    let own: [String: JSON] = [
      "from": .string(String(Ledger.phone.dropFirst())), "id": .string(id), "timestamp": .string("\(at.seconds)"),
      "type": "text", "text": ["body": .string(text)],
    ]
    return .object(own.merging(members) { $1 })
  }

  func press(_ payload: String, id: String, at: Instant = Ledger.now, of message: String = "wamid.OUT") -> JSON {
    self.message(
      "", id: id, at: at,
      members: [
        "type": "button", "button": ["payload": .string(payload), "text": "Show me"],
        "context": ["id": .string(message)],
      ])
  }

  @discardableResult
  func take(_ messages: [JSON], statuses: [JSON] = [], at now: Instant = Ledger.now) throws -> Int {
    let value: JSON = ["messages": .array(messages), "statuses": .array(statuses)]
    let body: JSON = [
      "object": "whatsapp_business_account",
      "entry": [["id": "1", "changes": [["field": "messages", "value": value]]]],
    ]
    let request = HTTPRequest(
      method: "POST", rawPath: "/webhooks/meta",
      headers: ["x-hub-signature-256": BodySigner(secret: "secret").signature(of: body.bytes)], body: body.bytes)
    var handler = try DeliveryWebhook(
      environment: Environment(Site.environment(database, role: "rekindle_webhook", ["META_APP_SECRET": "secret"])))
    return try handler.handle(Invocation(input: .http(request, carrier: nil), now: now)).answer.status
  }

  func answers() throws -> [[String?]] {
    try database.rows(
      """
      select d.user_id::text, d.channel, d.template, d.class, d.status, rekindle.step_id(v.definition, d.step), d.answers
        from rekindle.message_deliveries d
        join rekindle.campaign_versions v on v.campaign_id = d.campaign_id and v.version = d.version
       where d.answers is not null order by d.id
      """)
  }

  func isOpen(_ user: Int = 1, _ channel: String = "whatsapp", at moment: Instant) throws -> Bool {
    try database.value("select rekindle.conversation_open(\(user), '\(channel)', '\(moment.rfc3339)')") == "t"
  }

  func kept() throws -> [String?] {
    try database.rows("select body from rekindle.inbound_replies where body is not null order by occurred_at").map {
      $0[0]
    }
  }

  static let answer = ["1", "whatsapp", "demo-video", "transactional", "scheduled", "reply:DEMO"]

  @Test(arguments: ["DEMO", "demo", " Démo! ", "Demo, please"])
  func aKeywordIsAnsweredOnceWithAMessageOfTheLedger(_ word: String) throws {
    let broken = try database.rows("select rule, n::text from rekindle.violations order by rule")
    for _ in 0..<3 { #expect(try take([message(word, id: "w1")]) == 204) }
    #expect(try answers() == [Self.answer + ["meta:w1"]])
    #expect(try kept().isEmpty)
    #expect(try database.value("select intent from rekindle.inbound_replies") == "keyword")
    try take([message(word, id: "w2", at: Ledger.now + .minutes(5))], at: Ledger.now + .minutes(5))
    #expect(try answers().map(\.last) == ["meta:w1", "meta:w2"], "asked again, answered again")
    #expect(try database.rows("select rule, n::text from rekindle.violations order by rule") == broken)
  }

  @Test(arguments: ["a demo of what?", "demo tomorrow", "Plan B", "no demo"])
  func whatIsNoKeywordHereIsKeptForAPerson(_ words: String) throws {
    try take([message(words, id: "w1")])
    #expect(try answers().isEmpty)
    #expect(try kept() == [words])
  }

  @Test func aQuestionThatComesADayLateIsKeptForAPerson() throws {
    for (hours, isAnswered) in [(23, true), (24, false), (60, false)] {
      try take([message("DEMO", id: "w\(hours)", at: Ledger.now)], at: Ledger.now + .hours(hours))
      #expect(try answers().contains { $0.last == "meta:w\(hours)" } == isAnswered, "\(hours) hours")
    }
    #expect(try kept().count == 2)
    #expect(
      try database.value(
        "select (expires_at - slot_at)::text from rekindle.message_deliveries where answers is not null")
        == "1 day")
  }

  @Test func afterASTOPNothingIsAnsweredAndWhatWasToBeIsTakenBack() throws {
    try take([message("DEMO", id: "w1")])
    try take([message("STOP", id: "w2", at: Ledger.now + .minutes(1))], at: Ledger.now + .minutes(1))
    #expect(try answers().map { $0[4] } == ["skipped"])
    try take([message("DEMO", id: "w3", at: Ledger.now + .minutes(2))], at: Ledger.now + .minutes(2))
    #expect(try answers().count == 1)
    #expect(try kept() == ["DEMO"], "a person reads it")
    try take([message("START", id: "w4", at: Ledger.now + .minutes(3))], at: Ledger.now + .minutes(3))
    try take([message("DEMO", id: "w5", at: Ledger.now + .minutes(4))], at: Ledger.now + .minutes(4))
    #expect(try answers().map { $0[4] } == ["skipped", "scheduled"])
  }

  @Test func aSTOPClosesWhatsAppAlone() throws {
    try take([message("STOP", id: "w1")])
    #expect(try Ledger.nos(database) == ["1 whatsapp all opt_out whatsapp_reply"])
    #expect(
      try database.rows("select id::text, status from rekindle.message_deliveries where id in (2, 3, 4) order by id")
        == [["2", "scheduled"], ["3", "scheduled"], ["4", "scheduled"]], "email and SMS go on")
    #expect(
      try database.rows("select is_granted::text, source, words from rekindle.consents order by given_at desc limit 1")
        == [["false", "reply", "STOP"]])
    #expect(
      try database.count("select count(*) from rekindle.addresses where user_id = 1 and channel = 'whatsapp'") == 0)
  }

  @Test func theNewestWordOfConsentHoldsInWhateverOrderItComes() throws {
    let said = [("STOP", 1), ("START", 2), ("STOP", 3), ("START", 4), ("STOP", 5)]
    for count in 1...said.count {
      for order in [said.prefix(count).reversed(), Array(said.prefix(count))] {
        try database.run(
          "truncate rekindle.inbound_replies, rekindle.suppressions; delete from rekindle.consents where source = 'reply'"
        )
        for _ in 0..<2 {
          for (word, minute) in order {
            try take([message(word, id: "w\(minute)", at: Ledger.now + .minutes(minute))], at: Ledger.now + .hours(1))
          }
        }
        let isAgreed = count % 2 == 0
        #expect(
          try database.count("select count(*) from rekindle.addresses where user_id = 1 and channel = 'whatsapp'")
            == (isAgreed ? 1 : 0), "\(order)")
        #expect(try Ledger.nos(database).isEmpty == isAgreed, "\(order)")
      }
    }
  }

  @Test func aConversationIsOpenForADayAfterTheNewestMessageWhateverArrivesWhen() throws {
    #expect(try !isOpen(at: Ledger.now))
    try take([message("hello", id: "w2", at: Ledger.now)])
    try take([message("hi", id: "w1", at: Ledger.now - .hours(30))])
    #expect(try isOpen(at: Ledger.now + .hours(23)))
    #expect(try !isOpen(at: Ledger.now + .hours(24)))
    #expect(try !isOpen(1, "sms", at: Ledger.now))
    #expect(try !isOpen(2, at: Ledger.now))
    try database.run("update lms.users set phone_number = '+15559990000' where user_id = 1")
    #expect(try !isOpen(at: Ledger.now), "another number is another conversation")
  }

  @Test func whoeverCannotBeWrittenToIsNotAnswered() throws {
    try database.run("delete from rekindle.consents")
    try take([message("DEMO", id: "w1")])
    #expect(try answers().isEmpty)
    #expect(try kept() == ["DEMO"])
    try database.run("select rekindle.record_consent(1, 'whatsapp', true, 'form', 'Yes', '2026-11-02', '2026-11-02')")
    try database.run("update rekindle.campaign_enrollments set is_holdout = true")
    try take([message("DEMO", id: "w2")])
    #expect(try kept() == ["DEMO", "DEMO"])
  }

  @Test func helpThatNobodyElseAnswersIsForAPerson() throws {
    try take([message("HELP", id: "w1")])
    #expect(try kept() == ["HELP"])
  }
}
