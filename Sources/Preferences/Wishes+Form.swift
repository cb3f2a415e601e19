import Domain
import Pages
import Store

extension LearnerPage.Wishes {
  /// What a form wishes; nil where it holds what nobody could choose.
  init?(_ form: Form) {
    func hour(_ name: String, _ range: ClosedRange<Int>) -> Int?? {
      guard let text = form[name], !text.isEmpty else { return .some(nil) }
      guard let hour = Int(text), range.contains(hour) else { return nil }
      return hour
    }
    guard let from = hour("from", 0...23), let to = hour("to", 1...24), let learning = hour("hour", 0...23),
      from ?? 0 < to ?? 24
    else { return nil }
    var until: String?
    if let day = form["until"], !day.isEmpty {
      guard let instant = Instant(rfc3339: day + "T00:00:00Z"), instant.seconds >= 0 else { return nil }
      until = day
    }
    self.init(until: until, isWeekly: form["weekly"] != nil, from: from, to: to, hour: learning)
  }
}
