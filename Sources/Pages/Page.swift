public import FunctionContract

/// A whole page: readable without scripts, with nothing from elsewhere, kept out of caches, referrers, frames and search.
public struct Page: Sendable {
  /// What stands in the window's title.
  public var title: String
  /// What stands in the one `main` landmark; it begins with the page's one `h1`.
  public var main: HTML
  /// Who runs the site, above the content; empty for nobody.
  public var brand: String
  /// The language in which it is written, as a tag.
  public var language: String
  /// Looks; `Stylesheet.plain` for a card with forms.
  public var style: Stylesheet
  /// More directives for the content security policy, such as `script-src 'sha256-…'`.
  public var policy: [String]
  /// What stands in `head` besides title and style.
  public var head: HTML

  public init(
    title: String, brand: String = "", language: String = "en", style: Stylesheet = .plain, policy: [String] = [],
    head: HTML = .empty,
    main: HTML
  ) {
    self.title = title
    self.main = main
    self.brand = brand
    self.language = language
    self.style = style
    self.policy = policy
    self.head = head
  }

  /// The answer that carries the page; `headers` are added to those that keep it private.
  public func response(status: Int = 200, headers: [String: String] = [:]) -> HTTPResponse {
    HTTPResponse(
      status: status, headers: Page.privacy.merging(own) { $1 }.merging(headers) { $1 },
      body: Array(document.text.utf8))
  }

  /// Headers for every answer on the path of a secret link, also where it is no page.
  public static let privacy = [
    "cache-control": "no-store", "referrer-policy": "no-referrer", "x-content-type-options": "nosniff",
    "x-robots-tag": "noindex, nofollow",
  ]

  private var own: [String: String] {
    let directives =
      ["default-src 'none'", "style-src 'sha256-\(style.digest)'"] + policy
      + ["form-action 'self'", "frame-ancestors 'none'", "base-uri 'none'"]
    return [
      "content-type": "text/html; charset=utf-8", "content-security-policy": directives.joined(separator: "; "),
    ]
  }

  private var document: HTML {
    let header: HTML? = brand.isEmpty ? nil : "<header><p>\(brand)</p></header>\n"
    return """
      <!doctype html>
      <html lang="\(language)">
      <head>
      <meta charset="utf-8">
      <meta name="viewport" content="width=device-width, initial-scale=1">
      <meta name="color-scheme" content="light dark">
      <title>\(title)</title>
      <style>\(HTML(stringLiteral: style.css))</style>
      \(head)</head>
      <body>
      \(header)<main>
      \(main)
      </main>
      </body>
      </html>

      """
  }
}
