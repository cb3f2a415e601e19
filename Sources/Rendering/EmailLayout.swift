import Domain

/// The page around an email's message: one column, safe for tables-only mail programs, light and dark, 320 px and up.
enum EmailLayout {
  static func html(_ source: EmailSource) -> String {
    """
    <!doctype html>
    <html lang="\(source.language)" dir="\(LanguageTag.isFromRight(source.language) ? "rtl" : "auto")">
    <head>
    <meta charset="utf-8">
    <meta name="viewport" content="width=device-width, initial-scale=1">
    <meta name="color-scheme" content="light dark">
    <meta name="supported-color-schemes" content="light dark">
    <meta name="format-detection" content="telephone=no, date=no, address=no, email=no, url=no">
    <title>\(HTMLText.escaped(source.subject))</title>
    <style>\(EmailStyles.sheet)</style>
    </head>
    <body class="page" style="\(EmailStyles.page)">
    <div style="display:none;max-height:0;overflow:hidden;mso-hide:all">\(HTMLText.escaped(source.preheader))</div>
    <table role="presentation" class="page" width="100%" cellpadding="0" cellspacing="0" border="0" \
    style="\(EmailStyles.pageTable)">
    <tr><td align="center" style="padding:24px 12px">
    <table role="presentation" width="100%" cellpadding="0" cellspacing="0" border="0" style="max-width:600px">
    <tr><td class="text" style="\(EmailStyles.brand)">{{brand}}</td></tr>
    <tr><td class="card text" style="\(EmailStyles.card(source.accent))">
    \(placed(source.html, box: source.box.map(box) ?? "", button: source.button.map { button($0, source.accent) } ?? ""))\(letter(source))
    </td></tr>
    <tr><td class="muted" style="\(EmailStyles.footer)">
    \(footer(source))
    </td></tr>
    </table>
    </td></tr>
    </table>
    {{#open_pixel_url}}<img src="{{open_pixel_url}}" width="1" height="1" alt="" style="display:block;border:0">{{/open_pixel_url}}
    </body>
    </html>

    """
  }

  static func text(_ source: EmailSource) -> String {
    let body = placed(
      source.text, box: source.box.map(textBox) ?? "",
      button: source.button.map { "\($0.label):\n{{link:\($0.link)}}" } ?? "")
    return body + textLetter(source) + "\n\n-- \n" + textFooter(source)
  }

  /// The message with box and button where it asks for them, otherwise after it.
  private static func placed(_ message: String, box: String, button: String) -> String {
    var placed = message
    for (place, part) in [(EmailSource.boxPlace, box), (EmailSource.buttonPlace, button)] {
      let text = Array(placed.utf8)
      let mark = Array(place.utf8)
      let start = text.indices.first { text[$0] == mark[0] && text[$0...].starts(with: mark) }
      let end = start.map { $0 + mark.count } ?? text.count
      let before = String(decoding: text[..<(start ?? end)], as: UTF8.self) + (start == nil ? "\n\n" : "")
      placed = before + part + String(decoding: text[end...], as: UTF8.self)
    }
    return placed
  }
}

// MARK: - HTML parts

extension EmailLayout {
  private static func button(_ button: EmailSource.Button, _ accent: AccentColor?) -> String {
    let color = button.color ?? accent?.shade.hex ?? EmailTheme.light.button
    return """
      <table role="presentation" cellpadding="0" cellspacing="0" border="0" style="margin:24px 0"><tr>
      <td bgcolor="\(color)" style="border-radius:6px;background-color:\(color)">\
      <a href="{{link:\(button.link)}}" style="\(EmailStyles.button);background-color:\(color);border-color:\(color)">\
      \(HTMLText.escaped(button.label))</a></td>
      </tr></table>
      """
  }

  private static func box(_ box: EmailSource.Box) -> String {
    let title =
      box.title.map { "<p class=\"text\" style=\"\(EmailStyles.boxTitle)\">\(HTMLText.escaped($0))</p>" } ?? ""
    let facts = box.facts.map(fact).joined(separator: "\n")
    let rows = facts.isEmpty ? "" : "<table role=\"presentation\" width=\"100%\" \(cells)>\n\(facts)\n</table>"
    return """
      <table role="presentation" width="100%" \(cells) style="margin:8px 0 20px"><tr>
      <td class="box" style="\(EmailStyles.box)">\(title)\(box.progress.map(bar) ?? "")\(rows)</td>
      </tr></table>
      """
  }

  private static func bar(_ variable: String) -> String {
    let bar = """
      <table role="presentation" aria-hidden="true" width="100%" \(cells) style="margin:0 0 12px"><tr>
      <td class="track" style="\(EmailStyles.track)"><table role="presentation" width="{{\(variable)}}%" \(cells)><tr>\
      <td class="fill" style="\(EmailStyles.fill)">&nbsp;</td></tr></table></td>
      </tr></table>
      """
    return conditional(bar, on: variable)
  }

  private static func fact(_ fact: EmailSource.Fact) -> String {
    let row = """
      <tr><td class="muted" style="\(EmailStyles.factLabel)">\(HTMLText.escaped(fact.label))</td>\
      <td class="text" align="right" style="\(EmailStyles.factValue)">\(HTMLText.escaped(fact.value))</td></tr>
      """
    return conditional(row, on: fact.condition)
  }

  /// What the email carries besides its own message; nothing where it carries nothing.
  private static func letter(_ source: EmailSource) -> String {
    let phrases = phrases(source)
    return "{{#rekindle_letter}}<p class=\"text\" style=\"\(EmailStyles.letterTitle)\">\(phrases.also)</p>"
      + "<ul style=\"\(EmailStyles.list)\">{{#items}}<li style=\"\(EmailStyles.item)\">"
      + "<a class=\"link\" href=\"{{address}}\" style=\"\(EmailStyles.link)\">{{line}}</a><br>"
      + "<a class=\"muted\" href=\"{{stop}}\" style=\"\(EmailStyles.footerLink)\">\(phrases.stopItem)</a></li>{{/items}}"
      + "</ul>{{/rekindle_letter}}"
  }

  private static func footer(_ source: EmailSource) -> String {
    let links = footerLinks(source).map { link in
      "<a class=\"link\" href=\"{{\(link.url.rawValue)}}\" style=\"\(EmailStyles.footerLink)\">\(link.label)</a>"
    }
    let style = "margin:0 0 10px"
    let choices = links.isEmpty ? "" : "\n<p style=\"\(style)\">\(links.joined(separator: "<br>\n"))</p>"
    return """
      <p style="\(style)">\(HTMLText.escaped(source.reason))</p>\(choices)
      <p style="margin:0">{{brand}}, {{postal_address}}{{#support_email}}<br>
      \(phrases(source).questions) <a class="link" href="mailto:{{support_email}}" style="\(EmailStyles.footerLink)">{{support_email}}</a>\
      {{/support_email}}</p>
      """
  }

  private static let cells = "cellpadding=\"0\" cellspacing=\"0\" border=\"0\""

  private static func conditional(_ part: String, on condition: String?) -> String {
    condition.map { "{{#\($0)}}\(part){{/\($0)}}" } ?? part
  }
}

// MARK: - Text parts

extension EmailLayout {
  private static func textBox(_ box: EmailSource.Box) -> String {
    let facts = box.facts.map { conditional("\n\($0.label): \($0.value)", on: $0.condition) }
    return (box.title ?? "") + facts.joined()
  }

  private static func textLetter(_ source: EmailSource) -> String {
    let phrases = phrases(source)
    return
      "{{#rekindle_letter}}\n\n\(phrases.also):{{#items}}\n\n- {{line}}\n  {{address}}\n  \(phrases.stopItem): {{stop}}{{/items}}"
      + "{{/rekindle_letter}}"
  }

  private static func textFooter(_ source: EmailSource) -> String {
    let links = footerLinks(source).map { "\($0.label): {{\($0.url.rawValue)}}" }.joined(separator: "\n")
    return """
      \(source.reason)

      \(links)

      {{brand}}, {{postal_address}}{{#support_email}}
      \(phrases(source).questions) {{support_email}}{{/support_email}}
      """
  }

  private static func footerLinks(_ source: EmailSource) -> [(label: String, url: SystemVariable)] {
    let phrases = phrases(source)
    let choose = (label: phrases.choose, url: SystemVariable.preferencesURL)
    return switch source.footer {
    case .optOut(let subject, let topic):
      [(phrases.stop(subject: subject), .unsubscribeURL), (phrases.stop(topic: topic), .unsubscribeAllURL), choose]
    case .preferences: [choose]
    case .plain: []
    }
  }

  private static func phrases(_ source: EmailSource) -> Phrases { .of(source.language) ?? .english }
}
