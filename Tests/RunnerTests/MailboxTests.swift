import Cryptography
import Domain
import Encoding
import FunctionContract
import Store
import TestKit
import Testing

@testable import local_runner

@Suite(.database) struct MailboxTests {
  private static let gateway = "http://127.0.0.1:8080"

  /// A mailbox of the test's database in which one email and one text message lie.
  private func mailbox() throws -> Mailbox {
    let mailbox = try emptyMailbox()
    let mail =
      #"{"from":{"email":"c@x.example"},"subject":"<b>Hi</b>","headers":{"List-Unsubscribe":"<http://127.0.0.1:8080/u>"},"personalizations":[{"to":[{"email":"ada@learner.example","name":"Ada"}]}],"content":[{"type":"text/plain","value":"Hello\nhttp://127.0.0.1:8080/c/x1"},{"type":"text/html","value":"<html><head><title>Hi</title></head><p>Hello <a href=\"http://127.0.0.1:8080/c/x1\">there</a></p></html>"}]}"#
    let text = "To=%2B447700900001&From=%2B15005550006&Body=Come%20back%3A%20http%3A%2F%2F127.0.0.1%3A8080%2Fc%2Fx2"
    for (fake, delivery, body) in [(FakeSendGrid() as any FakeProvider, "7", mail), (FakeTwilio(), "8", text)] {
      mailbox.add(
        AcceptedMessage(
          provider: fake, id: "m", deliveryID: delivery, acceptedAt: Instant(seconds: Int(delivery) ?? 0),
          body: Array(body.utf8)))
    }
    return mailbox
  }

  private func emptyMailbox() throws -> Mailbox {
    let database = try TestDatabase.current()
    try RunnerSchema.make(database.connect())
    return Mailbox(ConnectionSettings(url: database.url(), applicationName: "test"), gateway: Self.gateway)
  }

  private func page(
    _ path: String, query: String = "", method: String = "GET", of mailbox: Mailbox? = nil, at address: String = gateway
  ) throws -> HTTPResponse {
    let context = PageContext(
      address: address, clock: StageClock(standingAt: Instant(seconds: 1_795_255_200)), dashboardKey: "a-key")
    let parts = path.split(separator: "/").map(String.init)
    return MailboxPages(try mailbox ?? self.mailbox(), context).answer(
      HTTPRequest(method: method, rawPath: path, rawQuery: query), parts)
  }

  private func text(_ response: HTTPResponse) -> String { String(decoding: response.body, as: UTF8.self) }

  @Test func messagesOfEveryChannelAreListedEscapedAndFoundByRecipientAndChannel() throws {
    let mailbox = try mailbox()
    let list = text(try page("/mailbox", of: mailbox))
    #expect(list.contains("&lt;b&gt;Hi&lt;/b&gt;") && !list.contains("<b>Hi</b>"))
    #expect(list.contains("Email to ada@learner.example") && list.contains("SMS to +447700900001"))
    #expect(text(try page("/mailbox", query: "q=ada%40", of: mailbox)).contains("/mailbox/1"))
    #expect(!text(try page("/mailbox", query: "q=nobody", of: mailbox)).contains("/mailbox/1"))
    let texts = text(try page("/mailbox", query: "channel=sms", of: mailbox))
    #expect(texts.contains("/mailbox/2") && !texts.contains("/mailbox/1"))
  }

  @Test func theMessagesAreThereForEveryRunnerOfTheProjectAndAfterARestart() throws {
    let first = try mailbox()
    first.stop()
    #expect(try emptyMailbox().messages(ReadMail()).map(\.key) == ["2", "1"])
    #expect(throws: Never.self) { try emptyMailbox().stop() }
  }

  @Test func whatTheLedgerSentOnAChannelWithoutAProviderIsThereToo() throws {
    let database = try TestDatabase.current()
    try database.run(
      """
      insert into rekindle.message_deliveries (user_id, enrollment_id, subject_id, campaign_id, version, step, occurrence,
        stage, channel, class, status, template, slot_at, scheduled_at, not_before, expires_at, sent_at)
      select 1, 1, 1, 1, 1, 0, n, 1, 'inapp', 'reminder', 'sent', 'note', t, t, t, t, t
        from (values (1, timestamptz '2026-11-20 08:00Z')) x(n, t);
      insert into rekindle.notifications (user_id, delivery_id, title, body, created_at)
      select 1, id, 'Your seat is kept', 'Come back when you like.', sent_at from rekindle.message_deliveries
      """)
    let mailbox = try emptyMailbox()
    let mail = try #require(try mailbox.messages(ReadMail(words: "seat")).first)
    #expect(text(try page("/mailbox", of: mailbox)).contains("In the app to"))
    #expect(text(try page("/mailbox/\(mail.key)", of: mailbox)).contains("Come back when you like."))
  }

  @Test func theFrameHoldsTheWholeMailWithoutScriptsAndItsLinksOpenWherePagesAreServedNow() throws {
    let mailbox = try mailbox()
    let frame = try page("/mailbox/1/html", of: mailbox, at: "http://127.0.0.1:9999")
    #expect(text(frame).contains(#"<head><base target="_blank">"#))
    #expect(text(frame).contains("http://127.0.0.1:9999/c/x1") && !text(frame).contains(":8080"))
    let policy = try #require(frame.headers["content-security-policy"])
    #expect(policy.hasPrefix("sandbox") && policy.contains("allow-popups") && !policy.contains("allow-scripts"))
    let message = text(try page("/mailbox/1", of: mailbox, at: "http://127.0.0.1:9999"))
    #expect(message.contains(#"<a href="http://127.0.0.1:9999/c/x1""#) && message.contains("<iframe"))
    #expect(text(try page("/mailbox/2", of: mailbox)).contains(#"<a href="http://127.0.0.1:8080/c/x2""#))
  }

  @Test func whatIsNotThereIsToldAndNothingIsChanged() throws {
    #expect(try page("/mailbox/3").status == 404)
    #expect(try page("/mailbox/1/elsewhere").status == 404)
    #expect(try page("/mailbox/2/html").status == 404)
    #expect(try page("/mailbox", method: "POST").status == 405)
  }

  @Test func anEmptyMailboxSaysWhatIsMissing() throws {
    let mailbox = try emptyMailbox()
    #expect(text(try page("/mailbox", of: mailbox)).contains("local-runner sample"))
    try TestDatabase.current().run("insert into lms_data.users (user_id, first_name) values (1, 'Ada')")
    #expect(text(try page("/mailbox", of: mailbox)).contains("local-runner publish"))
    try TestDatabase.current().run(
      """
      insert into rekindle.campaigns (slug, title, class, topic, subject_type, current_version, created_at)
      values ('c', 'C', 'marketing', 't', 's', 1, '2026-11-20')
      """)
    #expect(text(try page("/mailbox", of: mailbox)).contains("nobody is in a campaign"))
    try TestDatabase.current().run(
      """
      insert into rekindle.recipients (user_id, created_at) values (1, '2026-11-20');
      insert into rekindle.campaign_enrollments (user_id, subject_id, campaign_id, version, enrolled_at, anchor_at, next_due_at)
      values (1, 1, 1, 1, '2026-11-20', '2026-11-20', '2026-12-01 02:30Z')
      """)
    #expect(text(try page("/mailbox", of: mailbox)).contains("2026-12-01 02:30 UTC"))
  }

  @Test func styleAndScriptAreThoseThatTheirPolicyAllows() throws {
    for (path, element) in [("/mailbox", "style"), ("/mailbox/1", "style"), ("/mailbox/1", "script")] {
      let answer = try page(path)
      let document = text(answer)
      let start = try #require(document.firstRange(of: "<\(element)>")).upperBound
      let end = try #require(document.firstRange(of: "</\(element)>")).lowerBound
      let digest = Base64.standard.encode(Digest.sha256.hash(Array(document[start..<end].utf8)))
      #expect(answer.headers["content-security-policy"]?.contains("\(element)-src 'sha256-\(digest)'") == true)
    }
  }
}
