import Domain
import Pages
import Store

/// The page on which a learner turns topics and channels off and on (REQ-2-47, REQ-4-65, X-62).
struct PreferencesPage {
  let subject: OptOutSubject.Row
  let preferences: [Preference]
  let isSaved: Bool
  let site: Site

  var page: Page {
    let saved: HTML? = isSaved ? "<p class=\"notice\" role=\"status\">Your choices are saved.</p>\n" : nil
    return Page(
      title: isSaved ? "Preferences saved" : "Message preferences", brand: site.brand,
      main: """
        <h1>Message preferences</h1>
        \(saved)<p>Ticked is what \(site.sender) may write to you about. \
        Messages that you ask for, such as receipts, always come.</p>
        <form method="post">
        <fieldset><legend>What about</legend>
        \(HTML(preferences.filter { $0.channel == nil }.map(row)))
        </fieldset>
        <fieldset><legend>How</legend>
        \(HTML(preferences.filter { $0.channel != nil }.map(row)))
        </fieldset>
        <button type="submit" name="save" value="1">Save</button>
        </form>
        """)
  }

  private func row(_ item: Preference) -> HTML {
    let note: HTML? = (item.note ?? item.state.note ?? item.agreement(with: site)).map { "<small>\($0)</small>" }
    return """
      <label class="choice"><input type="checkbox" name="\(item.field)" value="on"\("checked", when: item.state == .on)\
      \("disabled", when: item.state.isLocked)><span>\(item.label(subject))\(note)</span></label>
      """
  }
}

extension Preference {
  fileprivate func label(_ subject: OptOutSubject.Row) -> String {
    switch (channel, scope) {
    case (.some(let channel), _): channel.traits.label
    case (nil, .subject): scope.words(subject).capitalizedFirst
    case (nil, .topic): "\(subject.topic.capitalizedFirst) reminders"
    case (nil, .all): "Reminders and news of any kind"
    }
  }

  fileprivate var note: String? {
    switch (channel, scope) {
    case (.discord, _) where state == .locked(.bounce): "Off, because Discord does not let us write to you."
    case (nil, .topic): "Whatever they are about."
    case (nil, .all): "Without this tick, nothing else on this page counts."
    default: nil
    }
  }
}

extension Preference.State {
  var isLocked: Bool { self != .on && self != .off }

  fileprivate var note: String? {
    switch self {
    case .on, .off: nil
    case .locked(.complaint): "Off, because a message was reported as spam."
    case .locked(.bounce): "Off, because messages to your address came back."
    case .locked: "Off for a reason that cannot be changed here."
    }
  }
}
