import Calendar
import FunctionContract
import JSON
import MIME

/// A mail as SendGrid's Inbound Parse posts it: a form with the whole message, or with its parts (docs/providers/sendgrid.md).
struct InboundMail {
  /// Most addresses that a mail is taken to have come to.
  private static let mostRecipients = 20

  /// The answers to invitations in it.
  let answers: [InvitationAnswer]
  /// The addresses that it came to, in lower case, as its envelope says.
  let recipients: [String]

  /// nil where the request is no such form.
  init?(_ request: HTTPRequest) {
    let form = MIMEPart(contentType: request.headers["content-type"] ?? "", body: request.body)
    guard form.type == "multipart/form-data", !form.parts.isEmpty else { return nil }
    let message = form.parts.first { $0.fieldName == "email" }.map { MIMEPart($0.bytes) }
    answers = InboundMail.answers(in: message.map { [$0] } ?? form.parts)
    let envelope = form.parts.first { $0.fieldName == "envelope" }.flatMap { try? JSON.parse($0.bytes) }
    recipients = (envelope?["to"]?.array ?? []).prefix(InboundMail.mostRecipients).compactMap {
      $0.string?.lowercased()
    }
  }

  /// Of the first calendar object that answers: mail programs put the same one beside it as a file.
  private static func answers(in parts: [MIMEPart]) -> [InvitationAnswer] {
    for part in parts.flatMap(\.everyPart) where ["text/calendar", "application/ics"].contains(part.type) {
      let answers = InvitationAnswerReader.read(part.bytes)
      if !answers.isEmpty { return answers }
    }
    return []
  }
}
