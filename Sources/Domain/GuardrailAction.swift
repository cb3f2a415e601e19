/// What is done when a guardrail's figure is beyond its threshold.
public enum GuardrailAction: String, CaseIterable, Sendable {
  /// Operators are told.
  case alert
  /// They are told, and the campaign is paused until a person resumes it.
  case pause
}
