import Domain

/// A job that people run by name, as the platform before had it: the campaign behind it, and how often it ran there.
///
/// Ticks look every minute and detection every hour, so that nothing waits longer than this (decision 0250).
struct NamedJob: Sendable {
  let name: String
  /// The campaign's name.
  let campaign: String
  /// From one run to the next; a day at most.
  let every: Instant.Span
  /// From midnight in UTC to the day's first run.
  let offset: Instant.Span
  /// The events that are its run, in order; each has the campaign's name.
  let events: [String]

  /// - Parameter asksHost: whether the host is asked for something behind the messages.
  private init(
    _ name: String, _ campaign: String, every: Instant.Span, at offset: Instant.Span = .seconds(0),
    asksHost: Bool = false
  ) {
    self.name = name
    self.campaign = campaign
    self.every = every
    self.offset = offset
    events = ["timer.detect", "timer.schedule-tick"] + (asksHost ? ["timer.dunning"] : [])
  }

  static let all = [
    NamedJob("session_24h", "session-reminder", every: .minutes(10)),
    NamedJob("session_15min", "session-reminder", every: .minutes(5)),
    NamedJob("recordings", "recording-available", every: .minutes(30)),
    NamedJob("assignments", "assignment-due", every: .hours(6)),
    NamedJob("payments", "payment-pending", every: .days(1), at: .hours(10)),
    NamedJob("leads", "lead-nurture", every: .days(1), at: .hours(9)),
    NamedJob("send_upcoming_installment_reminders", "installment-reminder", every: .days(1), at: .hours(9)),
    NamedJob(
      "retry_failed_payments", "payment-final-failure", every: .days(1), at: .hours(10),
      asksHost: true),
    NamedJob(
      "process_overdue_installments", "installment-overdue", every: .days(1), at: .hours(11),
      asksHost: true),
  ]

  /// Such as `every 10 minutes` or `daily at 9:00 UTC`.
  var frequency: String {
    if every == .days(1) { return "daily at \(offset.seconds / 3600):00 UTC" }
    return every < .hours(1) ? "every \(every.seconds / 60) minutes" : "every \(every.seconds / 3600) hours"
  }

  /// When it runs next.
  func nextRun(after now: Instant) -> Instant {
    let runs = (now.seconds - offset.seconds) / every.seconds + 1
    return Instant(seconds: runs * every.seconds + offset.seconds)
  }
}
