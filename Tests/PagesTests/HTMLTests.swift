import Cryptography
import Encoding
import FunctionContract
import Pages
import Testing

struct HTMLTests {
  @Test func whatIsInterpolatedIsTextWhateverItHolds() {
    let hostile = #"<script>alert("1")</script> & 'x'"#
    let html: HTML = "<p title=\"\(hostile)\">\(hostile)</p>"
    let escaped = "&lt;script&gt;alert(&quot;1&quot;)&lt;/script&gt; &amp; &#39;x&#39;"
    #expect(html.text == "<p title=\"\(escaped)\">\(escaped)</p>")
  }

  @Test func markupInsideMarkupStaysMarkup() {
    let inner: HTML = "<b>\("a<b")</b>"
    let outer: HTML = "<i>\(inner)\(HTML?.none)\(7)</i><input\("checked", when: true)\("disabled", when: false)>"
    #expect(outer.text == "<i><b>a&lt;b</b>7</i><input checked>")
  }

  @Test func aPageAllowsItsOwnStyleAndNothingElse() throws {
    let response = Page(title: "A & B", main: "<h1>A</h1>").response(status: 400, headers: ["retry-after": "60"])
    let text = String(decoding: response.body, as: UTF8.self)
    let css = try #require(text.firstMatch(of: /<style>((?s).*?)<\/style>/)?.1)
    let digest = Base64.standard.encode(Digest.sha256.hash(Array(css.utf8)))
    #expect(
      response.headers["content-security-policy"]
        == "default-src 'none'; style-src 'sha256-\(digest)'; form-action 'self'; frame-ancestors 'none'; base-uri 'none'"
    )
    #expect(response.headers["referrer-policy"] == "no-referrer")
    #expect(response.headers["cache-control"] == "no-store")
    #expect(response.headers["retry-after"] == "60")
    #expect(text.contains("<title>A &amp; B</title>"))
    #expect(text.contains("<html lang=\"en\">"))
  }
}
