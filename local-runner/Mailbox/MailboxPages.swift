import Domain
import FunctionContract
import FunctionHost
import JSON
import Pages

/// The mailbox as a page: every message that would have gone out, and each one as its recipient sees it.
struct MailboxPages: Sendable {
  private let mailbox: Mailbox

  init(_ mailbox: Mailbox) { self.mailbox = mailbox }

  /// The page at `request`; nil where the address is not the mailbox's.
  func answer(_ request: HTTPRequest) -> HTTPResponse? {
    let parts = request.rawPath.split(separator: "/").map(String.init)
    guard parts.first == "mailbox" || parts.first == "mailbox.json" || parts.isEmpty else { return nil }
    guard request.method == "GET" || request.method == "HEAD" else {
      return .plain(405, "the mailbox is only read")
    }
    let words = Form(HTTPRequest(method: "POST", rawPath: "/", body: Array(request.rawQuery.utf8)))["q"] ?? ""
    switch parts.count {
    case 0: return HTTPResponse(status: 303, headers: ["location": "/mailbox"])
    case 1: return parts[0] == "mailbox.json" ? list(json: words) : list(words)
    default: break
    }
    guard let number = Int(parts[1]), let entry = mailbox[number] else {
      return .plain(404, "this message is not in the mailbox any more")
    }
    if parts.count == 3, parts[2] == "html" { return body(entry.message.read()) }
    return parts.count == 2 ? message(entry) : nil
  }

  private func list(_ words: String) -> HTTPResponse {
    let found = mailbox.newest(matching: words)
    let rows = found.map { entry, message -> HTML in
      """
      <li><a href="/mailbox/\(entry.number)"><b>\(message.subject)</b></a><br>
      <small>\(entry.message.channel.rawValue) to \(message.to) · \(entry.message.acceptedAt.rfc3339) · delivery \
      \(entry.message.deliveryID)</small></li>
      """
    }
    let none: HTML =
      words.isEmpty
      ? "<p>No message has gone out yet. The next tick is within a minute.</p>"
      : "<p>No message contains these words.</p>"
    let main: HTML = """
      <h1>Mailbox</h1>
      <form method="get" action="/mailbox"><label for="q">Learner, subject or words</label>
      <input id="q" name="q" type="search" value="\(words)"> <button type="submit">Search</button></form>
      \(rows.isEmpty ? none : "<ul>\(HTML(rows))</ul>")
      """
    return Page(title: "Mailbox", brand: "Rekindle on this machine", style: .mailbox, main: main).response()
  }

  private func list(json words: String) -> HTTPResponse {
    let messages = mailbox.newest(matching: words).map { entry, message -> JSON in
      [
        "number": .integer(entry.number), "channel": .string(entry.message.channel.rawValue), "to": .string(message.to),
        "subject": .string(message.subject), "delivery": .string(entry.message.deliveryID),
        "acceptedAt": .string(entry.message.acceptedAt.rfc3339), "text": .string(message.text),
        "headers": .object(message.headers.mapValues(JSON.string)),
      ]
    }
    return HTTPResponse(
      status: 200, headers: ["content-type": "application/json"], body: JSON.array(messages).bytes + [0x0A])
  }

  private func message(_ entry: Mailbox.Entry) -> HTTPResponse {
    let message = entry.message.read()
    let headers = message.headers.sorted { $0.key < $1.key }.map { name, value -> HTML in
      "<dt>\(name)</dt><dd><code>\(value)</code></dd>"
    }
    let rendered: HTML? =
      message.html == nil
      ? nil
      : """
      <h2>HTML part</h2>
      <iframe title="The message as its recipient sees it" sandbox src="/mailbox/\(entry.number)/html"></iframe>
      """
    let main: HTML = """
      <h1>\(message.subject)</h1>
      <dl><dt>Channel</dt><dd>\(entry.message.channel.rawValue)</dd><dt>From</dt><dd>\(message.from)</dd>
      <dt>To</dt><dd>\(message.toName) \(message.to)</dd><dt>Accepted</dt><dd>\(entry.message.acceptedAt.rfc3339)</dd>
      <dt>Delivery</dt><dd>\(entry.message.deliveryID)</dd>\(HTML(headers))</dl>
      \(rendered)
      <h2>Text</h2>
      <pre>\(message.text)</pre>
      <p><a href="/mailbox">All messages</a></p>
      """
    return Page(
      title: message.subject, brand: "Rekindle on this machine", style: .mailbox, policy: ["frame-src 'self'"],
      main: main
    )
    .response()
  }

  /// The HTML part alone, in a sandbox: no script, nothing from elsewhere.
  private func body(_ message: ReadMessage) -> HTTPResponse {
    HTTPResponse(
      status: message.html == nil ? 404 : 200,
      headers: [
        "content-type": "text/html; charset=utf-8", "cache-control": "no-store", "x-content-type-options": "nosniff",
        "content-security-policy":
          "sandbox allow-popups; default-src 'none'; style-src 'unsafe-inline'; img-src 'self' https: data:",
      ], body: Array((message.html ?? "").utf8))
  }
}
