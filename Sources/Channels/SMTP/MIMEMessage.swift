import Domain

/// An email as the bytes of RFC 5322: plain text first, HTML second, CRLF line ends, no line above 78 characters save
/// for links, nothing but ASCII.
struct MIMEMessage {
  let bytes: [UInt8]

  init(_ message: EmailMessage, date: Instant) {
    let boundary = "=_rekindle_\(message.correlation.deliveryID)"
    var out: [UInt8] = []
    for (name, value) in MIMEMessage.headers(message, date: date, boundary: boundary) {
      out.append(contentsOf: "\(name): \(value)\r\n".utf8)
    }
    for (type, content) in [("text/plain", message.text), ("text/html", message.html)] {
      out.append(contentsOf: "\r\n--\(boundary)\r\n".utf8)
      out.append(contentsOf: "Content-Type: \(type); charset=utf-8\r\n".utf8)
      out.append(contentsOf: "Content-Transfer-Encoding: quoted-printable\r\n\r\n".utf8)
      QuotedPrintable.append(content, to: &out)
    }
    out.append(contentsOf: "\r\n--\(boundary)--\r\n".utf8)
    bytes = out
  }

  private static func headers(
    _ message: EmailMessage, date: Instant, boundary: String
  ) -> [(name: String, value: String)] {
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
      (name: "Content-Type", value: "multipart/alternative;\r\n boundary=\"\(boundary)\""),
    ]
    return headers
  }
}
