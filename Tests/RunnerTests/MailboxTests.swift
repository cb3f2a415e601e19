import Cryptography
import Domain
import Encoding
import FunctionContract
import Testing

@testable import local_runner

@Suite struct MailboxTests {
  private func mailbox() -> Mailbox {
    let mailbox = Mailbox()
    let body =
      #"{"from":{"email":"c@x.example"},"subject":"<b>Hi</b>","personalizations":[{"to":[{"email":"ada@learner.example"}]}],"content":[{"type":"text/plain","value":"Hello"},{"type":"text/html","value":"<p>Hello</p>"}]}"#
    mailbox.add(
      AcceptedMessage(
        provider: FakeSendGrid(), id: "m", deliveryID: "7", acceptedAt: Instant(seconds: 0), body: Array(body.utf8)))
    return mailbox
  }

  private func page(_ path: String, query: String = "", method: String = "GET") throws -> HTTPResponse {
    try #require(MailboxPages(mailbox()).answer(HTTPRequest(method: method, rawPath: path, rawQuery: query)))
  }

  @Test func messagesAreListedEscapedAndFoundByRecipient() throws {
    let list = String(decoding: try page("/mailbox").body, as: UTF8.self)
    #expect(list.contains("&lt;b&gt;Hi&lt;/b&gt;") && !list.contains("<b>Hi</b>"))
    #expect(String(decoding: try page("/mailbox", query: "q=ada%40").body, as: UTF8.self).contains("/mailbox/1"))
    #expect(!String(decoding: try page("/mailbox", query: "q=nobody").body, as: UTF8.self).contains("/mailbox/1"))
  }

  @Test func theHTMLPartIsServedInASandboxAlone() throws {
    let part = try page("/mailbox/1/html")
    #expect(part.body == Array("<p>Hello</p>".utf8))
    #expect(part.headers["content-security-policy"]?.hasPrefix("sandbox") == true)
    #expect(try page("/mailbox/2").status == 404)
    #expect(try page("/mailbox", method: "POST").status == 405)
  }

  @Test func thePagesStyleIsTheOneThatItsPolicyAllows() throws {
    let answer = try page("/mailbox")
    let document = String(decoding: answer.body, as: UTF8.self)
    let start = try #require(document.firstRange(of: "<style>")).upperBound
    let end = try #require(document.firstRange(of: "</style>")).lowerBound
    let digest = Base64.standard.encode(Digest.sha256.hash(Array(document[start..<end].utf8)))
    #expect(answer.headers["content-security-policy"]?.contains("'sha256-\(digest)'") == true)
  }
}
