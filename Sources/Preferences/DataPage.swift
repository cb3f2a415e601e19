import Domain
import Pages
import Store

/// What the pages tell of what is known about a learner: a part of the preference page, and the page behind the link.
///
/// The first has no number and no name, since its link may have been forwarded.
struct DataPage {
  /// Kinds of an export that the platform keeps; an erasure of ours leaves them.
  private static let platforms: Set = [
    "person", "addresses", "orders", "places", "instalments", "payments", "refunds",
  ]

  let site: Site

  private var words: DataWords { site.words.data }

  /// What is kept, without a word of it, since the link may have been forwarded; `state` is nil where no link can be sent.
  func part(_ state: DataState.Row?) -> HTML {
    let offer: HTML =
      switch state {
      case .open:
        """
        <p>\(words.offer)</p>
        <form method="post"><button type="submit" name="data" value="link" class="second">\(words.ask)</button></form>
        """
      case .waiting: "<p class=\"notice\">\(words.outcomes[.waiting] ?? "")</p>"
      case .enough: "<p class=\"notice\">\(words.outcomes[.enough] ?? "")</p>"
      case nil: "<p>\(words.byPeople.with(["sender": site.sender]))</p>"
      }
    return "<h2>\(words.title)</h2>\n<p>\(words.kinds)</p>\n\(offer)"
  }

  /// What became of asking for a link.
  func asked(_ outcome: AskForData.Row, token: String) -> Page {
    page(
      words.sentTitle,
      """
      <p role="status">\(words.outcomes[outcome] ?? "")</p>
      <p><a href="\(site.url)/preferences/\(token)">\(words.back)</a></p>
      """)
  }

  /// How much there is of each kind, and what can be done with it.
  func held(_ counts: [String: Int]) -> Page {
    let ours = counts.filter { !DataPage.platforms.contains($0.key) }
    let theirs = counts.filter { DataPage.platforms.contains($0.key) }
    return page(
      words.title,
      """
      \(list(words.ours, ours))\(list(words.theirs, theirs))
      <form method="post">
      <p><small>\(words.copyNote)</small></p>
      <button type="submit" name="do" value="copy">\(words.copy)</button>
      </form>
      <h2>\(words.eraseTitle)</h2>
      \(consequences)
      <form method="post"><button type="submit" name="do" value="ask" class="second">\(words.erase)</button></form>
      """)
  }

  /// The question before everything is deleted.
  var question: Page {
    page(
      words.sureTitle,
      """
      \(consequences)
      <form method="post"><button type="submit" name="do" value="erase">\(words.sure)</button></form>
      <form method="get"><button type="submit" class="second">\(words.keep)</button></form>
      """)
  }

  var erased: Page { page(words.erasedTitle, "<p role=\"status\">\(words.erased)</p>") }

  private var consequences: HTML {
    "<p>\(words.lost)</p>\n<p>\(words.stays.with(["sender": site.sender]))</p>"
  }

  private func page(_ title: String, _ main: HTML) -> Page {
    Page(title: title, brand: site.brand, language: site.words.tag, main: "<h1>\(title)</h1>\n\(main)")
  }

  /// Kinds in the order of their words; one without words stands under its own name.
  private func list(_ title: String, _ counts: [String: Int]) -> HTML? {
    if counts.isEmpty { return nil }
    let rows = counts.map { (words: words.rows[$0.key] ?? $0.key, count: $0.value) }.sorted { $0.words < $1.words }
    return """
      <p>\(title)</p>
      <ul>
      \(HTML(rows.map { "<li>\($0.words): \($0.count)</li>" as HTML }))
      </ul>

      """
  }
}
