import Pages
import Store

/// What the preference page says of why and when, and the fields in which a learner wishes.
struct WishesPart {
  let subject: OptOutSubject.Row
  let learner: LearnerPage.Row
  let site: Site

  private var words: WishWords { site.words.wishes }
  private var wishes: LearnerPage.Wishes { learner.wishes }

  /// Why the message came, and when the next may come.
  var reason: HTML {
    let about = subject.subjectName.map { words.about.with(["name": $0]) } ?? ""
    let cause = (words.causes[learner.cause] ?? "").with([
      "day": learner.writtenOn, "days": learner.silentDays.map(String.init) ?? "", "sender": site.sender,
      "about": about,
    ])
    let next = learner.nextOn.map { words.next.with(["day": $0]) } ?? words.nothingNext
    let paused: HTML? = learner.pausedUntil.map { "<p class=\"notice\">\(words.paused.with(["day": $0]))</p>\n" }
    return """
      \(paused)<h2>\(words.whyTitle)</h2>
      <p>\(cause) \(next)</p>
      """
  }

  var fields: HTML {
    """
    <fieldset><legend>\(words.title)</legend>
    <p><label for="until">\(words.pause)</label>
    <input type="date" id="until" name="until" value="\(wishes.until ?? "")" min="\(learner.today)" aria-describedby="until-note">
    <small id="until-note">\(words.pauseNote)</small></p>
    <label class="choice"><input type="checkbox" name="weekly" value="on"\("checked", when: wishes.isWeekly)>\
    <span>\(words.weekly)<small>\(words.weeklyNote)</small></span></label>
    <p><label for="from">\(words.from)</label>
    \(choice("from", wishes.from, 0...23))</p>
    <p><label for="to">\(words.to)</label>
    \(choice("to", wishes.to, 1...24))
    <small>\(words.hoursNote)</small></p>
    <p><label for="hour">\(words.hour)</label>
    \(hour)
    <small>\(words.hourNote)</small></p>
    </fieldset>
    """
  }

  /// A form that wishes once more what was wished before.
  var undo: HTML {
    let fields: [(String, String?)] = [
      ("until", wishes.until ?? ""), ("weekly", wishes.isWeekly ? "on" : nil),
      ("from", wishes.from.map(String.init) ?? ""),
      ("to", wishes.to.map(String.init) ?? ""), ("hour", wishes.hour.map(String.init) ?? ""),
    ]
    let inputs = fields.compactMap { name, value -> HTML? in
      value.map { "<input type=\"hidden\" name=\"\(name)\" value=\"\($0)\">" }
    }
    return """
      <form method="post">
      \(HTML(inputs))
      <button type="submit" name="undo" value="1" class="second">\(words.undo)</button>
      </form>
      """
  }

  private func choice(_ name: String, _ chosen: Int?, _ hours: ClosedRange<Int>) -> HTML {
    select(name, empty: words.any, chosen, hours)
  }

  private var hour: HTML {
    let known = learner.learnedHour.map { words.byVisitsKnown.with(["hour": clock($0)]) }
    return select("hour", empty: known ?? words.byVisits, wishes.hour, 0...23)
  }

  private func select(_ name: String, empty: String, _ chosen: Int?, _ hours: ClosedRange<Int>) -> HTML {
    let options = hours.map { hour -> HTML in
      "<option value=\"\(hour)\"\("selected", when: hour == chosen)>\(clock(hour))</option>"
    }
    return """
      <select id="\(name)" name="\(name)"><option value="">\(empty)</option>
      \(HTML(options))
      </select>
      """
  }

  private func clock(_ hour: Int) -> String { (hour < 10 ? "0" : "") + "\(hour):00" }
}
