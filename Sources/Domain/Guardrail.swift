/// A rule that is looked at every five minutes.
public struct Guardrail: Sendable, Equatable {
  /// Its name in alerts, metrics and the API.
  public var name: String
  public var metric: GuardrailMetric
  public var scope: GuardrailScope
  /// The one campaign, channel or provider that it is about; empty for each.
  public var subject: String
  /// What is counted lies in it; how long an incident stands after the last figure that was beyond, where none follows.
  public var windowMinutes: Int
  /// Fewer events say nothing.
  public var leastCount: Int
  public var threshold: Double
  /// For how long a figure is beyond before anything is done.
  public var holdMinutes: Int
  public var action: GuardrailAction
  public var isEnabled: Bool

  public init(
    name: String, metric: GuardrailMetric, scope: GuardrailScope, subject: String = "", windowMinutes: Int,
    leastCount: Int, threshold: Double, holdMinutes: Int = 0, action: GuardrailAction = .alert, isEnabled: Bool = true
  ) {
    self.name = name
    self.metric = metric
    self.scope = scope
    self.subject = subject
    self.windowMinutes = windowMinutes
    self.leastCount = leastCount
    self.threshold = threshold
    self.holdMinutes = holdMinutes
    self.action = action
    self.isEnabled = isEnabled
  }

  /// Why it cannot be: the part of it and what that must be; nil where it can.
  public var fault: (field: String, words: String)? {
    let isName =
      name.utf8.first.map { (UInt8(ascii: "a")...UInt8(ascii: "z")).contains($0) } == true
      && name.utf8.allSatisfy {
        (UInt8(ascii: "a")...UInt8(ascii: "z")).contains($0) || (UInt8(ascii: "0")...UInt8(ascii: "9")).contains($0)
          || $0 == UInt8(ascii: "_")
      }
    if !isName { return ("name", "name must be small letters, digits and underscores") }
    if !metric.scopes.contains(scope) {
      let known = GuardrailScope.allCases.filter(metric.scopes.contains).map(\.rawValue).joined(separator: " or ")
      return ("scope", "\(metric.rawValue) needs the scope \(known)")
    }
    if scope == .all, !subject.isEmpty { return ("subject", "the scope all has no subject") }
    if windowMinutes % 5 != 0 { return ("window_minutes", "window_minutes must be a multiple of 5") }
    if action == .pause, scope != .campaign {
      return ("action", "only a campaign can be paused: the scope must be campaign")
    }
    return nil
  }
}
