import Domain
import Foundation

/// Says which reminder is right at which moment, from what the host has told and what was promised, and from nothing else.
///
/// A reminder is right from its instant on while it still helps, once for a date, and again for another one: what comes before a
/// date for any other, what follows it for a later one. Another zone makes no other date. A reminder is measured in whole days by
/// the learner's own calendar (Foundation's; PostgreSQL's has no part in this).
struct DateModel {
  /// One reminder of one learner about one subject.
  struct Reminder: Hashable, CustomStringConvertible {
    let campaign: String
    let step: Int
    let learner: Int
    let subject: Int

    var description: String { "\(campaign)/\(step) of learner \(learner) about \(subject)" }
  }

  /// A reminder in its time.
  struct Right {
    let reminder: Reminder
    let slot: Instant
    let expiry: Instant
    let moment: Instant
  }

  private struct Reserved {
    let right: Right
    /// What was served before it.
    let before: Instant?
  }

  var truth = HostTruth()
  /// The zones of the learners before anything was told of them.
  let zones: [Int: String]
  /// Dates that reminders were sent for, or that passed without one.
  private var served: [Reminder: Instant] = [:]
  private var reserved: [Reminder: Reserved] = [:]
  /// Reminders that gave way to another one of their learner, and until when they may.
  private var waiting: [Reminder: Instant] = [:]
  private(set) var faults: [String] = []

  init(zones: [Int: String]) { self.zones = zones }

  /// Whether somebody still waits for a reminder that gave way.
  var isAnybodyWaiting: Bool { !waiting.isEmpty }

  /// Judges what one tick has reserved.
  mutating func tick(at now: Instant, reserved rows: [(reminder: Reminder, slot: Instant)]) {
    withdraw()
    let right = Dictionary(grouping: due(at: now), by: \.reminder.learner)
    let given = Dictionary(grouping: rows, by: \.reminder.learner)
    for learner in zones.keys.sorted() {
      judge(right[learner] ?? [], given[learner] ?? [], of: learner, at: now)
    }
  }

  private mutating func judge(
    _ right: [Right], _ given: [(reminder: Reminder, slot: Instant)], of learner: Int, at now: Instant
  ) {
    let mandatory = right.filter { (waiting[$0.reminder] ?? now) <= now }
    if given.count > 1 { fault(now, "learner \(learner) got \(given.count) reminders in one tick") }
    guard let first = given.first else {
      if let missing = mandatory.first {
        fault(now, "missing: \(missing.reminder), right since \(missing.slot.rfc3339)")
      }
      return
    }
    guard let match = right.first(where: { $0.reminder == first.reminder && $0.slot == first.slot }) else {
      return fault(now, "wrong: \(first.reminder) for \(first.slot.rfc3339), right: \(right)")
    }
    if mandatory.count == right.count, let soonest = right.map(\.expiry).min(), match.expiry > soonest {
      fault(now, "\(first.reminder) goes before one that ends sooner")
    }
    for reminder in right.map(\.reminder) { waiting[reminder] = now + .minutes(1) }
    waiting[match.reminder] = nil
    reserved[match.reminder] = Reserved(right: match, before: served[match.reminder])
    served[match.reminder] = match.moment
  }

  /// Judges what the provider has got once everything that is reserved was sent.
  mutating func sent(at now: Instant, _ texts: [(reminder: Reminder, text: String)]) {
    withdraw()
    for (reminder, text) in texts {
      guard let one = reserved.removeValue(forKey: reminder) else {
        fault(now, "sent, and nobody planned it: \(reminder): \(text)")
        continue
      }
      guard isOpen(reminder), now < one.right.expiry, let moment = moment(reminder) else {
        fault(now, "sent too late or about what is no more: \(reminder)")
        continue
      }
      if !text.hasPrefix(Self.text(moment)) { fault(now, "\(reminder) says '\(text)' and not '\(Self.text(moment))'") }
    }
    for (reminder, one) in reserved where isOpen(reminder) && now < one.right.expiry {
      fault(now, "reserved and not sent: \(reminder)")
    }
    reserved = [:]
  }

  /// The next instants at which something becomes right, ends, or happens.
  func instants(after now: Instant) -> [Instant] {
    all.flatMap { reminder -> [Instant] in
      guard let moment = moment(reminder) else { return [] }
      let slot = slot(reminder, moment)
      return [slot, expiry(reminder, slot, moment), moment]
    }.filter { $0 > now }
  }

  private mutating func fault(_ now: Instant, _ text: String) { faults.append("\(now.rfc3339) \(text)") }
}

extension DateModel {
  /// What was reserved for a date that has moved or is gone was not served.
  private mutating func withdraw() {
    for (reminder, one) in reserved {
      let hasMoved = moment(reminder) != one.right.moment
      if !hasMoved, holds(reminder) { continue }
      if hasMoved { served[reminder] = one.before }
      reserved[reminder] = nil
    }
  }

  /// Every reminder that is right now and was not served; what has passed is served with that.
  private mutating func due(at now: Instant) -> [Right] {
    waiting = waiting.filter { reminder, _ in moment(reminder) != nil && isOpen(reminder) }
    return all.compactMap { reminder in
      guard isOpen(reminder), let moment = moment(reminder) else { return nil }
      let slot = slot(reminder, moment)
      guard slot <= now, !isServed(reminder, moment) else { return nil }
      let expiry = expiry(reminder, slot, moment)
      guard now < expiry, holds(reminder) else {
        served[reminder] = moment
        waiting[reminder] = nil
        return nil
      }
      return Right(reminder: reminder, slot: slot, expiry: expiry, moment: moment)
    }
  }

  /// Whether what was told for one date holds for another: what comes before a date names it, and what follows one does not.
  private func isServed(_ reminder: Reminder, _ moment: Instant) -> Bool {
    guard let told = served[reminder] else { return false }
    return step(reminder).isBefore ? told == moment : told >= moment
  }

  private func expiry(_ reminder: Reminder, _ slot: Instant, _ moment: Instant) -> Instant {
    let step = step(reminder)
    return step.isBefore ? min(slot + step.usefulFor, moment) : slot + step.usefulFor
  }

  private func slot(_ reminder: Reminder, _ moment: Instant) -> Instant {
    let step = step(reminder)
    let days = step.span.seconds / 86_400 * (step.isBefore ? -1 : 1)
    guard step.span.seconds % 86_400 == 0 else { return step.isBefore ? moment - step.span : moment + step.span }
    var calendar = Calendar(identifier: .gregorian)
    let name = truth["learner", reminder.learner]?.text("timezone") ?? zones[reminder.learner] ?? "UTC"
    guard let zone = TimeZone(identifier: name) else { return moment }
    calendar.timeZone = zone
    let start = Date(timeIntervalSince1970: Double(moment.seconds))
    let date = calendar.date(byAdding: .day, value: days, to: start) ?? start
    return Instant(seconds: Int(date.timeIntervalSince1970))
  }

  private static func text(_ moment: Instant) -> String {
    "About \(moment.rfc3339.prefix(16).replacing("T", with: " "))."
  }
}
