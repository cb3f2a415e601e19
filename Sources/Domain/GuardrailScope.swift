/// What a figure of a guardrail is about.
public enum GuardrailScope: String, CaseIterable, Sendable {
  /// The installation.
  case all
  case campaign, channel, provider
}
