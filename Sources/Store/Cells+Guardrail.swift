import Domain

extension Cells {
  /// A guardrail in the first nine columns.
  func guardrail(isEnabled: Bool) throws(StoreError) -> Guardrail {
    guard let metric = GuardrailMetric(rawValue: try text(1)) else { throw mismatch(1, "a metric") }
    guard let scope = GuardrailScope(rawValue: try text(2)) else { throw mismatch(2, "a scope") }
    guard let action = GuardrailAction(rawValue: try text(8)) else { throw mismatch(8, "an action") }
    return Guardrail(
      name: try text(0), metric: metric, scope: scope, subject: try text(3), windowMinutes: try int(4),
      leastCount: try int(5), threshold: try double(6), holdMinutes: try int(7), action: action, isEnabled: isEnabled)
  }
}
