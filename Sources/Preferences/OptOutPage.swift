import Domain
import Pages
import Store

/// The pages on which a learner says no, and takes it back.
struct OptOutPage {
  let subject: OptOutSubject.Row
  let token: String
  let site: Site

  private var words: OptOutWords { site.words.optOut }

  func question(_ chosen: Scope, _ isStanding: Bool) -> Page {
    let choices = Scope.allCases.map { scope -> HTML in
      let note: HTML? = scope == .all ? "<small>\(words.requested)</small>" : nil
      return """
        <label class="choice"><input type="radio" name="scope" value="\(scope.rawValue)"\("checked", when: scope == chosen)>\
        <span>\(words.whole(scope, subject).capitalizedFirst)\(note)</span></label>
        """
    }
    let standing: HTML? =
      isStanding
      ? "<p class=\"notice\">\(words.standing.with(["what": words.noMore(chosen, subject)]))</p>\n" : nil
    return page(
      words.title,
      """
      <h1>\(words.title)</h1>
      \(standing)<p>\(words.intro)</p>
      <form method="post">
      <fieldset><legend>\(words.choices)</legend>
      \(HTML(choices))
      </fieldset>
      <p><label for="why">\(words.why)</label>
      <select id="why" name="why"><option value="">\(words.noAnswer)</option>
      \(HTML(OptOutReason.allCases.map(option)))
      </select></p>
      <button type="submit">\(words.confirm)</button>
      </form>
      \(link(words.byChannel))
      """)
  }

  func optedOut(_ scope: Scope, _ isNew: Bool) -> Page {
    let already: HTML? = isNew ? nil : "<p>\(words.already)</p>\n"
    return page(
      words.doneTitle,
      """
      <h1>\(words.doneTitle)</h1>
      <p>\(words.done.with(["what": words.noMore(scope, subject)]))</p>
      \(already)<p class="quiet">\(words.left)</p>
      <form method="post">
      <input type="hidden" name="undo" value="\(scope.rawValue)">
      <button type="submit" class="second">\(words.mistake)</button>
      </form>
      \(link(words.byChannel))
      """)
  }

  func takenBack(_ scope: Scope, _ wasStanding: Bool, _ left: [Suppression]) -> Page {
    let sentence = wasStanding ? (left.isEmpty ? words.again : words.remaining) : words.nothing
    let told = sentence.with(["sender": site.sender, "what": words.whole(scope, subject)])
    return page(
      words.backTitle,
      """
      <h1>\(wasStanding ? words.back : words.unchanged)</h1>
      <p>\(told)</p>
      \(HTML(left.map { "<p class=\"notice\">\(cause($0))</p>\n" as HTML }))\(link(words.seeAll))
      """)
  }

  private func page(_ title: String, _ main: HTML) -> Page {
    Page(title: title, brand: site.brand, language: site.words.tag, main: main)
  }

  private func option(_ reason: OptOutReason) -> HTML {
    "<option value=\"\(reason.rawValue)\">\(words.reasons[reason] ?? reason.rawValue)</option>"
  }

  private func link(_ text: String) -> HTML { "<p><a href=\"\(site.url)/preferences/\(token)\">\(text)</a></p>" }

  /// What keeps messages from coming, as a sentence.
  private func cause(_ suppression: Suppression) -> String {
    switch suppression.cause {
    case .optOut:
      let what = words.whole(Scope(rawValue: suppression.scope) ?? .all, subject)
      guard let channel = suppression.channel else { return words.offEverywhere.with(["what": what]) }
      return words.offByChannel.with(["what": what, "channel": site.words.preferences.label(channel)])
    case .complaint: return words.complaint
    case .bounce: return words.bounce
    case .admin: return words.admin
    }
  }
}

extension String {
  /// The text with a capital at its beginning.
  var capitalizedFirst: String { prefix(1).uppercased() + dropFirst() }
}
