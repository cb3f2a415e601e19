import Domain
public import FunctionContract

extension [Manifest.Schedule] {
  /// The timers that fall due after one minute and up to another, both since 1970: each type once, at its latest minute.
  public func due(after first: Int, through last: Int) -> [CloudEvent] {
    var latest: [String: Int] = [:]
    for schedule in self {
      let start = Swift.max(first, latest[schedule.event] ?? first)
      guard let minute = stride(from: last, to: start, by: -1).first(where: schedule.isDue) else { continue }
      latest[schedule.event] = minute
    }
    return latest.sorted { $0.key < $1.key }.map { .timer($0.key, at: Instant(seconds: $0.value * 60)) }
  }
}

extension Manifest.Schedule {
  private static let minutesOfADay = 24 * 60

  /// Whether the timer fires in this minute since 1970, as Debian's cron has it: what names its minutes and hours fires once
  /// on nights when the clocks change, where it was skipped at the end of the gap; what goes on all the time just goes on.
  func isDue(_ minute: Int) -> Bool {
    let now = local(minute)
    if !cron.namesItsTime { return cron.matches(now) }
    if cron.matches(now), !isRepeated(minute, now) { return true }
    let skipped = now.offset - local(minute - 1).offset
    return skipped > 0 && (minute + now.offset - skipped..<minute + now.offset).contains { cron.matches(clock($0)) }
  }

  /// Whether the clock has shown this minute before: it was put back less than a day ago.
  private func isRepeated(_ minute: Int, _ now: LocalMinute) -> Bool {
    let back = local(minute - Self.minutesOfADay).offset - now.offset
    return back > 0 && local(minute - back).offset == now.offset + back
  }

  private func local(_ minute: Int) -> LocalMinute { LocalMinute(Instant(seconds: minute * 60), zone: timeZone) }

  /// What a clock shows that is never put back or forward.
  private func clock(_ minute: Int) -> LocalMinute { LocalMinute(Instant(seconds: minute * 60), zone: "UTC") }
}

extension CronExpression {
  fileprivate func matches(_ time: LocalMinute) -> Bool {
    matches(minute: time.minute, hour: time.hour, day: time.day, month: time.month, weekday: time.weekday)
  }
}
