import Domain
import YAML

extension CampaignFileDecoder {
  /// When the step's slots are: exactly one of the keys that say it.
  func timing(_ fields: YAMLFields) -> Step.Timing? {
    let keys = ["every", "after", "day", "before", "on"]
    let given = keys.compactMap { key in fields.optional(key).map { (key, $0) } }
    guard let (key, node) = given.first, given.count == 1 else {
      fields.fault("a step needs one of every, after, day, before and on", at: fields.line)
      return nil
    }
    switch key {
    case "every": return cadence(node, fields)
    case "before": return anchored(node, fields, "before").map { .before($0.anchor, $0.span) }
    case "day": return fields.value(node, "a number of days") { ScalarForms.count($0) }.map { .after(.days($0)) }
    case "on":
      let moment: Moment? = fields.choice(node)
      return moment.map { _ in .onEnter }
    default:
      guard case .mapping = node.content else {
        return fields.value(node, "a span such as '3 days'", ScalarForms.span).map(Step.Timing.after)
      }
      return anchored(node, fields, "after").map { .afterAnchor($0.anchor, $0.span) }
    }
  }

  private enum Moment: String, CaseIterable { case enter }

  private func cadence(_ node: YAMLNode, _ fields: YAMLFields) -> Step.Timing? {
    let span = fields.value(node, "a span such as '7 days'", ScalarForms.span)
    if let span, span < .hours(1) { fields.fault("a cadence under 1 hour is too fast", at: node.line) }
    return span.map(Step.Timing.every)
  }

  /// `{ starts_at: 1 day }`: a moment of the subject and the distance to it.
  private func anchored(_ node: YAMLNode, _ fields: YAMLFields, _ key: String) -> (anchor: String, span: Instant.Span)?
  {
    guard case .mapping(let entries) = node.content, let entry = entries.first, entries.count == 1 else {
      fields.fault("\(key) needs one moment and a span: \(key): { starts_at: 1 day }", at: node.line)
      return nil
    }
    guard let anchor = ScalarForms.name(entry.key) else {
      fields.fault("'\(entry.key)' is not \(Self.column)", at: entry.line)
      return nil
    }
    return fields.value(entry.value, "a span such as '1 day'", ScalarForms.span).map { (anchor, $0) }
  }

  /// `useful_for: 48 hours` or `useful_until: ends_at`.
  func usefulUntil(_ fields: YAMLFields) -> Step.UsefulUntil {
    let span = fields.value(fields.optional("useful_for"), "a span such as '48 hours'", ScalarForms.span)
    let until = fields.optional("useful_until")
    let anchor = fields.value(until, Self.column, ScalarForms.name)
    if let until, span != nil { fields.fault("a step has one of useful_for and useful_until", at: until.line) }
    return anchor.map(Step.UsefulUntil.anchor) ?? .span(span ?? .hours(48))
  }

  /// `when: has_recording`, `when: not attended`, or a list of them, which must all hold.
  func conditions(_ fields: YAMLFields) -> [String: Bool] {
    guard let node = fields.optional("when") else { return [:] }
    let nodes = if case .sequence(let elements) = node.content { elements } else { [node] }
    var conditions: [String: Bool] = [:]
    for node in nodes {
      let condition = fields.value(node, "a fact such as 'has_recording' or 'not attended'") { text in
        let words = text.split(separator: " ")
        let isWanted = words.first != "not"
        guard words.count == (isWanted ? 1 : 2), let fact = words.last.flatMap({ ScalarForms.name(String($0)) }) else {
          return nil as (fact: String, isWanted: Bool)?
        }
        return (fact, isWanted)
      }
      guard let condition else { continue }
      if conditions.updateValue(condition.isWanted, forKey: condition.fact) != nil {
        fields.fault("the fact \(condition.fact) stands twice", at: node.line)
      }
    }
    return conditions
  }

  private static let column = "a column of state.sql such as starts_at"
}
