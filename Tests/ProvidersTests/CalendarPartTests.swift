import Channels
import Domain
import Foundation
import JSON
import TestKit
import Testing

/// Holds REQ-2-40: how each provider is given an invitation.
struct CalendarPartTests {
  private static let part = CalendarPart(
    method: .request,
    bytes: Array("BEGIN:VCALENDAR\r\nMETHOD:REQUEST\r\nSUMMARY:Grüße \(String(repeating: "x", count: 90))\r\n".utf8))

  /// The message that goes to a mail server.
  private func raw(_ provider: String, calendar: CalendarPart?) throws -> [UInt8] {
    let email = try Samples.email(calendar: calendar)
    if provider == "smtp" {
      guard case .smtp(let call) = try Samples.smtp().request(for: email, now: Samples.now) else { return [] }
      return call.message
    }
    guard case .http(let call) = try SES(Samples.aws()).request(for: email, now: Samples.now) else { return [] }
    let data = try #require(try JSON.parse(call.body)["Content"]?["Raw"]?["Data"]?.string)
    return Array(try #require(Data(base64Encoded: data)))
  }

  @Test(.enabled(if: HostileServer.isAvailable, Comment(rawValue: HostileServer.reason)), arguments: ["smtp", "ses"])
  func anInvitationIsTheLastAlternativeAndAFile(provider: String) throws {
    let bytes = try raw(provider, calendar: Self.part)
    for line in String(decoding: bytes, as: UTF8.self).components(separatedBy: "\r\n") {
      #expect(line.utf8.count <= 78)
    }
    let reader = try PythonProcess(
      """
      import base64, email, email.policy, json, sys
      m = email.message_from_bytes(base64.b64decode(sys.argv[1]), policy=email.policy.default)
      body, file = m.iter_parts()
      texts = list(body.iter_parts())
      invite = texts[-1]
      print(json.dumps(dict(type=m.get_content_type(), body=body.get_content_type(), defects=[str(d) for d in m.defects],
        types=[t.get_content_type() for t in texts], method=invite["content-type"].params["method"],
        charset=invite.get_content_charset(), text=base64.b64encode(invite.get_payload(decode=True)).decode(),
        file=base64.b64encode(file.get_payload(decode=True)).decode(), filename=file.get_filename(),
        disposition=file.get_content_disposition(), fileType=file.get_content_type())))
      """, [Data(bytes).base64EncodedString()])
    let read = try JSON.parse(try #require(reader.line()))
    let content = JSON.string(Data(Self.part.bytes).base64EncodedString())
    #expect(read["type"] == "multipart/mixed" && read["body"] == "multipart/alternative")
    #expect(read["defects"] == [])
    #expect(read["types"] == ["text/plain", "text/html", "text/calendar"])
    #expect(read["method"] == "REQUEST" && read["charset"] == "utf-8")
    #expect(read["text"] == content && read["file"] == content)
    #expect(read["filename"] == "invite.ics" && read["disposition"] == "attachment")
    #expect(read["fileType"] == "application/ics")
  }

  @Test func sendGridGetsItAsATypedAttachment() throws {
    let email = try Samples.email(calendar: CalendarPart(method: .cancel, bytes: Self.part.bytes))
    guard case .http(let call) = try Samples.sendGrid().request(for: email, now: Samples.now) else { return }
    let body = try JSON.parse(call.body)
    #expect(
      body["attachments"] == [
        [
          "content": .string(Data(Self.part.bytes).base64EncodedString()), "filename": "invite.ics",
          "type": "text/calendar; charset=utf-8; method=CANCEL", "disposition": "attachment",
        ]
      ])
    #expect(body["content"]?.array?.count == 2)
  }

  @Test(arguments: ["smtp", "ses"])
  func aMessageWithoutInvitationIsAsBefore(provider: String) throws {
    let text = String(decoding: try raw(provider, calendar: nil), as: UTF8.self)
    #expect(text.contains("Content-Type: multipart/alternative;\r\n boundary=\"=_rekindle_123456789\"\r\n"))
    #expect(!text.contains("multipart/mixed") && !text.contains("calendar"))
  }
}
