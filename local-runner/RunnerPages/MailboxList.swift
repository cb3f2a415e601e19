import Domain
import FunctionContract
import FunctionHost
import Pages

/// The mailbox's first page: the clock, a search, and the messages.
struct MailboxList {
  let context: PageContext
  let question: ReadMail
  let found: [Mail]
  /// What keeps messages from going out; asked where there is none to show.
  let outlook: ReadOutlook.Row?

  var response: HTTPResponse {
    let rows = found.map { mail -> HTML in
      """
      <li><a href="/mailbox/\(mail.key)"><b>\(mail.subject)</b></a><br>
      <small>\(mail.channelLabel) to \(mail.recipient) · \(mail.acceptedAt.minuteUTC) · \(mail.state) · \
      \(mail.campaign)</small></li>
      """
    }
    let main: HTML = """
      <h1>Mailbox</h1>
      \(navigation)
      \(clock)
      \(search)
      \(rows.isEmpty ? nothing : "<ul>\(HTML(rows))</ul>")
      \(found.count == question.limit ? limit : nil)
      """
    return Page(title: "Mailbox", brand: "Rekindle on this machine", style: .runner, main: main).response()
  }

  private var navigation: HTML {
    """
    <form method="post" action="/dashboard/login"><input type="hidden" name="key" value="\(context.dashboardKey)">
    <button class="plain">Open the dashboard</button></form>
    """
  }

  private var clock: HTML {
    let ahead = context.clock.ahead.inWords
    let note: HTML? = ahead.isEmpty ? nil : ", \(ahead) ahead of your clock"
    return """
      <form class="clock" method="post" action="/_/clock">
      <label>It is <b>\(context.clock.now.minuteUTC)</b> here\(note). Let time pass:</label>
      <button name="by" value="1h">1 hour</button> <button name="by" value="1d">1 day</button>
      <button name="by" value="1w">1 week</button> <button name="by" value="message">until the next message</button>
      </form>
      """
  }

  private var search: HTML {
    let channels = [Channel.email, .sms] + Channel.allCases.filter { ![.email, .sms].contains($0) }
    let options = channels.map { channel -> HTML in
      """
      <option value="\(channel.rawValue)"\("selected", when: channel.rawValue == question.channel)>\
      \(channel.traits.label)</option>
      """
    }
    return """
      <form method="get" action="/mailbox"><label for="q">Name, address or words</label>
      <input id="q" name="q" type="search" value="\(question.words)">
      <select name="channel" aria-label="Channel"><option value="">all channels</option>
      \(HTML(options))</select>
      <button type="submit">Search</button></form>
      """
  }

  private var limit: HTML { "<p><small>The newest \(question.limit) are shown: search for others.</small></p>" }

  private var nothing: HTML {
    guard question.words.isEmpty, question.channel.isEmpty, let outlook else {
      return "<p>No message fits this.</p>"
    }
    return "<p>\(outlook.words(at: context.clock.now))</p>"
  }
}

extension ReadOutlook.Row {
  /// Why there is no message yet, and what to do.
  func words(at now: Instant) -> HTML {
    if !hasLearners {
      return """
        There are no learners yet. Type <code>local-runner sample</code> for made-up ones, or
        <code>local-runner import</code> for your own.
        """
    }
    if !hasCampaigns { return "No campaign is published yet: type <code>local-runner publish</code>." }
    guard enrolled > 0, let nextDue else {
      return """
        No message has gone out yet, and nobody is in a campaign: the daily look for quiet learners is still to come. Let a
        day pass.
        """
    }
    return """
      No message has gone out yet. \(enrolled.grouped) learners are in a campaign; the next is looked at
      \(nextDue <= now ? "within a minute" : "at \(nextDue.minuteUTC)"), and a message leaves in the hours that the
      campaign allows where the learner lives.
      """
  }
}

extension Instant.Span {
  /// The largest two units for people, such as `3 days 2 hours`; empty under a minute.
  var inWords: String {
    let units = [("day", 86_400), ("hour", 3600), ("minute", 60)]
    var rest = max(0, seconds)
    var words: [String] = []
    for (name, size) in units where words.count < 2 {
      let count = rest / size
      rest %= size
      if count > 0 { words.append("\(count) \(name)\(count == 1 ? "" : "s")") }
    }
    return words.joined(separator: " ")
  }
}
