import Domain
import Encoding

/// An email as the bytes of RFC 5322: plain text first, HTML second, CRLF line ends, no line above 78 characters save
/// for links, nothing but ASCII.
///
/// An invitation is the last alternative, where calendars look for it, and a file beside the message for those that do not.
struct MIMEMessage {
  private(set) var bytes: [UInt8] = []

  init(_ message: EmailMessage, date: Instant) {
    let boundary = "=_rekindle_\(message.correlation.deliveryID)"
    let alternatives = message.calendar == nil ? boundary : boundary + "_text"
    for (name, value) in MIMEMessage.headers(message, date: date) { add("\(name): \(value)\r\n") }
    if let calendar = message.calendar {
      add(MIMEMessage.type("mixed", boundary) + "\r\n--\(boundary)\r\n")
      addAlternatives(of: message, boundary: alternatives)
      add("\r\n--\(boundary)\r\nContent-Type: application/ics; name=\"invite.ics\"\r\n")
      add("Content-Disposition: attachment; filename=\"invite.ics\"\r\n")
      addBase64(calendar.bytes)
      add("\r\n--\(boundary)--\r\n")
    } else {
      addAlternatives(of: message, boundary: alternatives)
    }
  }

  private mutating func addAlternatives(of message: EmailMessage, boundary: String) {
    add(MIMEMessage.type("alternative", boundary))
    for (type, content) in [("text/plain", message.text), ("text/html", message.html)] {
      add("\r\n--\(boundary)\r\nContent-Type: \(type); charset=utf-8\r\n")
      add("Content-Transfer-Encoding: quoted-printable\r\n\r\n")
      QuotedPrintable.append(content, to: &bytes)
    }
    if let calendar = message.calendar {
      add("\r\n--\(boundary)\r\nContent-Type: \(calendar.mediaType)\r\n")
      addBase64(calendar.bytes)
    }
    add("\r\n--\(boundary)--\r\n")
  }

  private mutating func addBase64(_ content: [UInt8]) {
    add("Content-Transfer-Encoding: base64\r\n\r\n")
    var line = Base64.standard.encode(content)[...]
    while !line.isEmpty {
      add(line.prefix(76) + "\r\n")
      line = line.dropFirst(76)
    }
  }

  private mutating func add(_ text: some StringProtocol) { bytes.append(contentsOf: text.utf8) }

  private static func type(_ subtype: String, _ boundary: String) -> String {
    "Content-Type: multipart/\(subtype);\r\n boundary=\"\(boundary)\"\r\n"
  }

  private static func headers(_ message: EmailMessage, date: Instant) -> [(name: String, value: String)] {
    let correlation = message.correlation
    let domain = message.from.address.domain
    var headers = [
      (name: "Date", value: HTTPDate.mail(date)),
      (name: "From", value: EncodedWord.mailbox(message.from)),
      (name: "To", value: EncodedWord.mailbox(message.to)),
      (name: "Subject", value: EncodedWord.text(message.subject)),
      (name: "Message-ID", value: "<\(correlation.deliveryID).\(correlation.environment)@\(domain)>"),
    ]
    if let replyTo = message.replyTo { headers.append((name: "Reply-To", value: replyTo.text)) }
    headers += message.unsubscribeHeaders
    headers += [
      (name: "Auto-Submitted", value: "auto-generated"),
      (name: "X-Delivery-Id", value: String(correlation.deliveryID)),
      (name: "X-Environment", value: correlation.environment),
      (name: "MIME-Version", value: "1.0"),
    ]
    return headers
  }
}
