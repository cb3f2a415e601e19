/// A figure that went beyond the threshold of a guardrail.
public struct Incident: Sendable, Equatable {
  public var id: Int
  public var guardrail: String
  public var metric: GuardrailMetric
  /// The campaign, channel or provider; empty for the installation.
  public var subject: String
  public var threshold: Double
  /// At the opening.
  public var figure: Double
  /// What the figure was of.
  public var count: Int
  public var beganAt: Instant
  public var hasPaused: Bool
  /// nil while it stands.
  public var resolvedAt: Instant?

  public init(
    id: Int, guardrail: String, metric: GuardrailMetric, subject: String, threshold: Double, figure: Double, count: Int,
    beganAt: Instant, hasPaused: Bool, resolvedAt: Instant?
  ) {
    self.id = id
    self.guardrail = guardrail
    self.metric = metric
    self.subject = subject
    self.threshold = threshold
    self.figure = figure
    self.count = count
    self.beganAt = beganAt
    self.hasPaused = hasPaused
    self.resolvedAt = resolvedAt
  }
}
