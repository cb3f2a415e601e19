import Access
import Domain
import FunctionContract
import Pages
import Store

extension Answer {
  /// The answer for a person.
  func person(_ site: Site) -> HTTPResponse {
    switch self {
    case .question(let subject, let scope, let isStanding, let token):
      Answer.question(subject, scope, isStanding, Link(site: site, token: token)).response()
    case .optedOut(let subject, let scope, let isNew, let token):
      Answer.optedOut(subject, scope, isNew, Link(site: site, token: token)).response()
    case .takenBack(let subject, let scope, let wasStanding, let left, let token):
      Answer.takenBack(subject, scope, wasStanding, left, Link(site: site, token: token)).response()
    case .preferences(let subject, let preferences, let isSaved):
      PreferencesPage(subject: subject, preferences: preferences, isSaved: isSaved, site: site).page.response()
    case .problem(let problem): problem.page(brand: site.brand)
    }
  }

  private struct Link {
    let site: Site
    let token: String

    func markup(_ words: StaticString) -> HTML {
      "<p><a href=\"\(site.url)/preferences/\(token)\">\(HTML(stringLiteral: words))</a></p>"
    }
  }

  private static func question(
    _ subject: OptOutSubject.Row, _ chosen: Scope, _ isStanding: Bool, _ link: Link
  ) -> Page {
    let choices = Scope.allCases.map { scope -> HTML in
      let note: HTML? = scope == .all ? "<small>Messages that you ask for, such as receipts, still come.</small>" : nil
      return """
        <label class="choice"><input type="radio" name="scope" value="\(scope.rawValue)"\("checked", when: scope == chosen)>\
        <span>\(scope.words(subject).capitalizedFirst)\(note)</span></label>
        """
    }
    let standing: HTML? =
      isStanding
      ? "<p class=\"notice\">You already get no more \(chosen.withoutAll(subject)). You can stop more below.</p>\n"
      : nil
    return Page(
      title: "Unsubscribe", brand: link.site.brand,
      main: """
        <h1>Unsubscribe</h1>
        \(standing)<p>Nothing has changed yet. Choose what should stop, on every channel, and confirm.</p>
        <form method="post">
        <fieldset><legend>Stop</legend>
        \(HTML(choices))
        </fieldset>
        <p><label for="why">Why? You need not say.</label>
        <select id="why" name="why"><option value="">No answer</option>
        \(HTML(OptOutReason.allCases.map { "<option value=\"\($0.rawValue)\">\($0.words)</option>" as HTML }))
        </select></p>
        <button type="submit">Unsubscribe</button>
        </form>
        \(link.markup("Choose by channel instead"))
        """)
  }

  private static func optedOut(
    _ subject: OptOutSubject.Row, _ scope: Scope, _ isNew: Bool, _ link: Link
  ) -> Page {
    let already: HTML? = isNew ? nil : "<p>You had asked for this before, so nothing has changed.</p>\n"
    return Page(
      title: "You are unsubscribed", brand: link.site.brand,
      main: """
        <h1>You are unsubscribed</h1>
        <p>You will get no more \(scope.withoutAll(subject)).</p>
        \(already)<p class="quiet">A message that had already left may still arrive.</p>
        <form method="post">
        <input type="hidden" name="undo" value="\(scope.rawValue)">
        <button type="submit" class="second">I clicked by mistake</button>
        </form>
        \(link.markup("Choose by channel instead"))
        """)
  }

  private static func takenBack(
    _ subject: OptOutSubject.Row, _ scope: Scope, _ wasStanding: Bool, _ left: [Suppression], _ link: Link
  ) -> Page {
    let words: HTML =
      switch (wasStanding, left.isEmpty) {
      case (true, true): "<p>You may hear from \(link.site.sender) again with \(scope.words(subject)).</p>"
      case (true, false):
        "<p>You took back your no to \(scope.words(subject)). Messages like this one still do not come:</p>"
      case (false, _):
        "<p>There was nothing to take back: you had not opted out of \(scope.words(subject)) yourself.</p>"
      }
    return Page(
      title: "Opt-out taken back", brand: link.site.brand,
      main: """
        <h1>\(wasStanding ? "Taken back" : "Nothing has changed")</h1>
        \(words)
        \(HTML(left.map { "<p class=\"notice\">\($0.words(subject))</p>\n" as HTML }))\(link.markup("See all your preferences"))
        """)
  }
}

extension Suppression {
  /// What keeps messages from coming, as a sentence.
  fileprivate func words(_ subject: OptOutSubject.Row) -> String {
    switch cause {
    case .optOut:
      "You turned off \((Scope(rawValue: scope) ?? .all).words(subject))\(channel.map { " by \($0.traits.label)" } ?? "")."
    case .complaint: "A message was reported as spam."
    case .bounce: "Messages to your address came back."
    case .admin: "They were turned off by our staff."
    }
  }
}

extension Scope {
  /// The words after “no more”, where “all” would sound wrong.
  func withoutAll(_ subject: OptOutSubject.Row) -> String {
    let words = words(subject)
    return words.hasPrefix("all ") ? String(words.dropFirst(4)) : words
  }
}

extension String {
  /// The text with a capital at its beginning.
  var capitalizedFirst: String { prefix(1).uppercased() + dropFirst() }
}
