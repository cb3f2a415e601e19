import Domain
import Pages
import Store

/// The page behind every message: why it came, when the next may come, and what its learner turns off and on, and wishes
/// (REQ-2-47, REQ-4-65, X-62).
struct PreferencesPage {
  let subject: OptOutSubject.Row
  let preferences: [Preference]
  let learner: LearnerPage.Row
  let isSaved: Bool
  /// What was wished before; nil where nothing of it was changed.
  let before: LearnerPage.Row?
  /// Whether a link to what is known may be sent; nil where nobody can.
  let data: DataState.Row?
  let site: Site

  private var words: PreferenceWords { site.words.preferences }

  var page: Page {
    let wishes = WishesPart(subject: subject, learner: learner, site: site)
    let saved: HTML? = isSaved ? "<p class=\"notice\" role=\"status\">\(words.saved)</p>\n" : nil
    let undo = before.map { WishesPart(subject: subject, learner: $0, site: site).undo }
    return Page(
      title: isSaved ? words.savedTitle : words.title, brand: site.brand, language: site.words.tag,
      main: """
        <h1>\(words.title)</h1>
        \(saved)\(undo)\(wishes.reason)
        <p>\(words.intro.with(["sender": site.sender]))</p>
        <form method="post">
        <fieldset><legend>\(words.about)</legend>
        \(HTML(preferences.filter { $0.channel == nil }.map(row)))
        </fieldset>
        <fieldset><legend>\(words.how)</legend>
        \(HTML(preferences.filter { $0.channel != nil }.map(row)))
        </fieldset>
        \(wishes.fields)
        <button type="submit" name="save" value="1">\(words.save)</button>
        </form>
        \(DataPage(site: site).part(data))
        """)
  }

  private func row(_ item: Preference) -> HTML {
    let note: HTML? = (self.note(item) ?? note(item.state) ?? item.agreement(with: site)).map { "<small>\($0)</small>" }
    return """
      <label class="choice"><input type="checkbox" name="\(item.field)" value="on"\("checked", when: item.state == .on)\
      \("disabled", when: item.state.isLocked)><span>\(label(item))\(note)</span></label>
      """
  }

  private func label(_ item: Preference) -> String {
    switch (item.channel, item.scope) {
    case (.some(let channel), _): words.label(channel)
    case (nil, .subject): site.words.optOut.whole(.subject, subject).capitalizedFirst
    case (nil, .topic): words.topic.with(["topic": subject.topic.capitalizedFirst])
    case (nil, .all): words.everything
    }
  }

  private func note(_ item: Preference) -> String? {
    switch (item.channel, item.scope) {
    case (.discord, _) where item.state == .locked(.bounce): words.discordNote
    case (nil, .topic): words.topicNote
    case (nil, .all): words.everythingNote
    default: nil
    }
  }

  private func note(_ state: Preference.State) -> String? {
    switch state {
    case .on, .off: nil
    case .locked(.complaint): words.complaintNote
    case .locked(.bounce): words.bounceNote
    case .locked: words.lockedNote
    }
  }
}

extension Preference.State {
  var isLocked: Bool { self != .on && self != .off }
}
