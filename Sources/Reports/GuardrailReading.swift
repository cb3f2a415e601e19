public import Domain
import Effect
public import Store

/// What a guardrail finds about one subject: pure, the same for the handler that acts, for metrics and for pages.
public struct GuardrailReading: Sendable {
  /// Where a figure is.
  public enum State: String, Sendable {
    /// On the wrong side of its threshold.
    case beyond
    case within
    /// Too few events to judge by, or nothing is known.
    case silent
  }

  public let guardrail: Guardrail
  /// The campaign, channel or provider; empty for the installation.
  public let subject: String
  /// Percent, points or a count, as the metric has it; nil where it is silent.
  public let figure: Double?
  /// How many events stand behind it; of an experiment, those of the smaller side.
  public let count: Int

  public init(_ row: ReadGuardrails.Row) {
    guardrail = row.guardrail
    subject = row.subject
    (figure, count) = GuardrailReading.judge(row)
  }

  public var state: State {
    guard let figure else { return .silent }
    return guardrail.metric.isBeyond(figure, guardrail.threshold) ? .beyond : .within
  }

  /// One reading for each guardrail and subject; where there are several, as of shares that were held out one after the
  /// other, the worst.
  public static func all(_ rows: [ReadGuardrails.Row]) -> [GuardrailReading] {
    var readings: [GuardrailReading] = []
    for reading in rows.map(GuardrailReading.init) {
      if let last = readings.last, last.guardrail.name == reading.guardrail.name, last.subject == reading.subject {
        if reading.rank > last.rank { readings[readings.count - 1] = reading }
      } else {
        readings.append(reading)
      }
    }
    return readings
  }

  private var rank: Int {
    switch state {
    case .silent: 0
    case .within: 1
    case .beyond: 2
    }
  }

  private static func judge(_ row: ReadGuardrails.Row) -> (figure: Double?, count: Int) {
    guard let part = row.part else { return (nil, 0) }
    switch row.guardrail.metric {
    case .delivery, .optOuts, .complaints:
      let whole = row.whole ?? 0
      return (whole >= max(1, row.guardrail.leastCount) ? 100 * Double(part) / Double(whole) : nil, whole)
    case .queue, .detectionFailing, .detectionSilent, .providerBlocked:
      return (part >= row.guardrail.leastCount ? Double(part) : nil, part)
    case .goalHarm, .optOutHarm: return harm(row, treated: Arm(count: row.whole ?? 0, goals: part))
    }
  }

  private static func harm(_ row: ReadGuardrails.Row, treated: Arm) -> (figure: Double?, count: Int) {
    let count = min(treated.count, row.heldWhole ?? 0)
    guard let share = row.share, let held = row.heldPart.map({ Arm(count: row.heldWhole ?? 0, goals: $0) }),
      count >= row.guardrail.leastCount
    else { return (nil, count) }
    let comparison = Comparison(treated: treated, held: held, share: share)
    guard comparison.isShown, !comparison.isSkewed else { return (nil, count) }
    let interval = comparison.onAnyDay
    return (100 * (row.guardrail.metric == .goalHarm ? interval.high : interval.low), count)
  }
}
