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
      case .rows: .json(member.map { [$0: .array(sheet.json)] } ?? .array(sheet.json))
      case .figures: .json(sheet.json.first ?? .null)
      }
    case .csv: .csv(sheet, name: name)
    case .html:
      Page(
        title: title, brand: "Rekindle", style: .dashboard, policy: plot == nil ? [] : Page.plotPolicy,
        head: plot == nil ? .empty : Page.plotScripts,
        main: """
          <h1 id="\(name)">\(title)</h1>
          \(form(inquiry.parameters))\(html(sheet))
          <p class="quiet"><a href="/dashboard">Overview of all reports</a></p>
          """
      ).response()
    }
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
