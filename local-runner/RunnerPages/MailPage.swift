import Domain
import FunctionContract
import FunctionHost
import Pages

/// One message as its recipient sees it, with what its provider and the ledger know.
struct MailPage {
  let mail: Mail
  let message: ReadMessage

  var response: HTTPResponse {
    let headers = message.headers.sorted { $0.key < $1.key }.map { name, value -> HTML in
      "<dt>\(name)</dt><dd><code>\(linked(value))</code></dd>"
    }
    let delivery = mail.deliveryID.map(String.init) ?? "none"
    let sender: HTML? = message.from.isEmpty ? nil : "<dt>From</dt><dd>\(message.from)</dd>"
    let origin: HTML? = mail.campaign.isEmpty ? nil : "<dt>Campaign</dt><dd>\(mail.campaign): \(mail.template)</dd>"
    let main: HTML = """
      <h1>\(message.subject)</h1>
      <p><a href="/mailbox">All messages</a></p>
      <dl><dt>Channel</dt><dd>\(mail.channelLabel)</dd>\(sender)
      <dt>To</dt><dd>\(message.toName) \(message.to)</dd>
      <dt>Left</dt><dd>\(mail.acceptedAt.minuteUTC), now \(mail.state)</dd>
      \(origin)<dt>Delivery</dt><dd>\(delivery)</dd></dl>
      \(rendered)
      <h2>Text</h2>
      <pre>\(linked(message.text))</pre>
      \(headers.isEmpty ? nil : "<h2>Headers</h2><dl>\(HTML(headers))</dl>")
      """
    return Page(
      title: message.subject, brand: "Rekindle on this machine", style: .runner,
      policy: ["frame-src 'self'", "script-src 'sha256-\(FrameScript.digest)'"], main: main
    ).response()
  }

  private var rendered: HTML? {
    message.html == nil
      ? nil
      : """
      <iframe title="The message as its recipient sees it" src="/mailbox/\(mail.key)/html"
      sandbox="allow-same-origin allow-popups allow-popups-to-escape-sandbox"></iframe>
      <script>\(HTML(stringLiteral: FrameScript.text))</script>
      """
  }

  /// The HTML part alone: no script of its own, and its links open beside it.
  var frame: HTTPResponse {
    let html = message.html ?? ""
    let opening = html.firstRange(of: "<head>")
    let whole =
      opening.map { html[..<$0.upperBound] + "<base target=\"_blank\">" + html[$0.upperBound...] } ?? html[...]
    return HTTPResponse(
      status: message.html == nil ? 404 : 200,
      headers: [
        "content-type": "text/html; charset=utf-8", "cache-control": "no-store", "x-content-type-options": "nosniff",
        "content-security-policy":
          "sandbox allow-same-origin allow-popups allow-popups-to-escape-sandbox; default-src 'none'; "
          + "style-src 'unsafe-inline'; img-src 'self' https: data:",
      ], body: Array(whole.utf8))
  }

  /// A text with its web addresses as links.
  private func linked(_ text: String) -> HTML {
    var pieces: HTML = ""
    var rest = text[...]
    while let start = ["http://", "https://"].compactMap({ rest.firstRange(of: $0)?.lowerBound }).min() {
      let link = rest[start...].prefix { !$0.isWhitespace && !"<>\"".contains($0) }
      pieces = "\(pieces)\(rest[..<start])<a href=\"\(link)\" target=\"_blank\" rel=\"noopener\">\(link)</a>"
      rest = rest[link.endIndex...]
    }
    return "\(pieces)\(rest)"
  }
}

/// Makes the frame as tall as the message in it.
enum FrameScript {
  static let text: StaticString = """
    for (const frame of document.querySelectorAll('iframe')) {
      const fit = () => {
        const page = frame.contentDocument && frame.contentDocument.documentElement;
        if (!page) return;
        frame.style.height = '0';
        frame.style.height = page.scrollHeight + 'px';
      };
      frame.addEventListener('load', fit);
      addEventListener('resize', fit);
      fit();
    }
    """
  /// Base64 of the SHA-256 of `text`; a test keeps the two together.
  static let digest: StaticString = "KeHI3qn5CIKexmeGJU9HN75Q11teF0uQD0RpRbKYvk8="
}
