import Domain
import FunctionContract
import FunctionHost

/// A job that people run by name, as the platform before had it: the campaign behind it, and how often it ran there.
struct NamedJob: Sendable {
  let name: String
  /// The campaign's name.
  let campaign: String
  /// In UTC. Ticks look every minute and detection every hour, so that nothing waits longer than this (decision 0250).
  let frequency: String

  static let all = [
    NamedJob(name: "session_24h", campaign: "session-reminder", frequency: "*/10 * * * *"),
    NamedJob(name: "session_15min", campaign: "session-reminder", frequency: "*/5 * * * *"),
    NamedJob(name: "recordings", campaign: "recording-available", frequency: "*/30 * * * *"),
    NamedJob(name: "assignments", campaign: "assignment-due", frequency: "0 */6 * * *"),
    NamedJob(name: "payments", campaign: "payment-pending", frequency: "0 10 * * *"),
    NamedJob(name: "leads", campaign: "lead-nurture", frequency: "0 9 * * *"),
  ]

  /// When it would run next at its frequency; nil where that is not within a day.
  func nextRun(after now: Instant) -> Instant? {
    guard let cron = CronExpression(frequency) else { return nil }
    let schedule = [Manifest.Schedule(cron: cron, timeZone: "UTC", event: name)]
    let minute = now.seconds / 60
    return (minute..<minute + 24 * 60).first { !schedule.due(after: $0, through: $0 + 1).isEmpty }.map {
      Instant(seconds: ($0 + 1) * 60)
    }
  }
}
