import Access
import FunctionContract
import JSON
import Pages

extension Report {
  /// What was found, in the format that was asked for.
  func response(_ sheet: Sheet, to inquiry: Inquiry) -> HTTPResponse {
    switch inquiry.format {
    case .json:
      switch shape {
      case .rows: .json(member.map { .object(members($0, sheet, inquiry)) } ?? .array(sheet.json))
      case .figures: .json(sheet.json.first ?? .null)
      }
    case .csv: .csv(sheet, name: name)
    case .html:
      Page(
        title: title, brand: "Rekindle", style: .dashboard, policy: plot == nil ? [] : Page.plotPolicy,
        head: plot == nil ? .empty : Page.plotScripts,
        main: """
          <h1 id="\(name)">\(title)\(inquiry.parameters["user_id"].map { ", id \($0)" } ?? "")</h1>
          \(form(inquiry.parameters))\(html(sheet))
          \(pages(sheet, inquiry))
          <p class="quiet"><a href="/dashboard">Overview of all reports</a></p>
          """
      ).response()
    }
  }

  /// The rows, and where a page follows its address.
  private func members(_ member: String, _ sheet: Sheet, _ inquiry: Inquiry) -> [String: JSON] {
    var members: [String: JSON] = [member: .array(sheet.json)]
    if sheet.hasMore { members["next"] = .string("?page=\(inquiry.page + 1)") }
    return members
  }

  /// Ways to the pages before and after this one; nothing where it is the only one.
  private func pages(_ sheet: Sheet, _ inquiry: Inquiry) -> HTML? {
    let way = { (page: Int, relation: String, words: String) -> HTML in
      "<a rel=\"\(relation)\" href=\"?format=html&amp;page=\(page)\">\(words)</a>"
    }
    let ways =
      (inquiry.page > 1 ? [way(inquiry.page - 1, "prev", "Newer")] : [])
      + (sheet.hasMore ? [way(inquiry.page + 1, "next", "Older")] : [])
    return ways.isEmpty ? nil : "<nav aria-label=\"Pages\"><p>\(HTML(ways))</p></nav>"
  }

  /// What the report is asked, to be asked otherwise; nothing where there is nothing to ask.
  private func form(_ parameters: Parameters) -> HTML? {
    if filters.isEmpty { return nil }
    return """
      <form class="filters" action="\(path)">
      \(HTML(filters.map { $0.html(parameters[$0.name]) }))
      <p><button name="format" value="html">Show</button> <button class="second" name="format" value="csv">CSV</button></p>
      </form>

      """
  }

  /// The figures or the table, below a heading whose id is the report's name.
  func html(_ sheet: Sheet) -> HTML {
    let drawn = plot.flatMap { $0.html(sheet, title: title) }
    let sheet = sheet.cut(for: .html)
    switch shape {
    case .figures:
      let figures = sheet.rows.first.map { zip(sheet.headings, $0) }.map { pairs in
        pairs.map { "<div><dt>\($0.title)</dt><dd>\($1.words)</dd></div>" as HTML }
      }
      let note: HTML? = note.isEmpty ? nil : "\n<p class=\"quiet\">\(note)</p>"
      return "<dl class=\"figures\">\n\(HTML(figures ?? []))\n</dl>\(note)"
    case .rows:
      let rows = sheet.rows.map { row in row.prefix(1).map { Cell.head($0.words) } + row.dropFirst().map(\.cell) }
      let table = Table(label: name, columns: sheet.headings.map(\.title), rows: rows, empty: empty, note: note)
      return "\(drawn)\(table.html)"
    }
  }
}
