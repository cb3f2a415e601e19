import Domain
import YAML

extension CampaignFileDecoder {
  /// Names that queries know already, as a parameter or as a column of the segment.
  private static let knownNames = [
    "as_of", "learner", "subject", "inactive_days", "lookback_days", "user_id", "subject_id", "last_activity_at",
  ]

  func entry(_ fields: YAMLFields) -> EntryRule? {
    guard let enter = fields.fields(fields.required("enter"), as: "enter") else { return nil }
    sqlFile(enter, "segment", "segment.sql")
    let trigger = trigger(enter)
    let isHourly = enter.value(enter.optional("hourly"), "true or false", ScalarForms.truth) ?? false
    let delay = enter.value(enter.optional("after"), "a span such as '1 hour'", ScalarForms.span) ?? .seconds(0)
    let rollout = enter.value(enter.optional("rollout"), "a share such as '50%'", ScalarForms.share) ?? 10_000
    let holdout = enter.value(enter.optional("holdout"), "a share such as '5%'", ScalarForms.share) ?? 0
    var reentry: Instant.Span?
    if let again = enter.fields(enter.optional("reentry"), as: "reentry") {
      reentry = again.value(again.required("after"), "a span such as '30 days'", ScalarForms.span)
      again.refuseOthers()
    }
    let parameters = enter.fields(enter.optional("parameters"), as: "parameters").map(parameters) ?? []
    let request = enter.fields(enter.optional("request"), as: "request").flatMap(request)
    enter.refuseOthers()
    if rollout == 0 { enter.fault("with a rollout of 0% nobody can ever enter", at: enter.line) }
    return trigger.map {
      EntryRule(
        $0, isHourly: isHourly, delay: delay, parameters: parameters,
        rollout: rollout, holdout: holdout, request: request,
        reentryAfter: reentry)
    }
  }

  /// Reads `{ trial: agents, days: 14, until: has_trial }`.
  private func request(_ fields: YAMLFields) -> TrialRequest? {
    let product = fields.value(fields.required("trial"), "a word of lower-case letters", ScalarForms.slug)
    let days = fields.value(fields.required("days"), "a number of days") { ScalarForms.count($0) }
    let fact = fields.value(fields.required("until"), "a column of state.sql such as has_trial", ScalarForms.name)
    fields.refuseOthers()
    guard let product, let days, let fact else { return nil }
    return TrialRequest(product: product, days: days, fact: fact)
  }

  /// Days make it silence, an event's type an event; without either it is the segment alone.
  private func trigger(_ enter: YAMLFields) -> EntryRule.Trigger? {
    let event = enter.optional("event")
    let days = (inactive: enter.optional("inactive_days"), lookback: enter.optional("lookback_days"))
    if let event {
      if let other = days.inactive ?? days.lookback {
        enter.fault("a campaign enters by an event or by days of silence, not by both", at: other.line)
      }
      return .event(types: types(event, enter))
    }
    guard days.inactive != nil || days.lookback != nil else { return .segment }
    let inactive = enter.value(enter.required("inactive_days"), "a number of days") { ScalarForms.count($0) }
    let lookback = enter.value(enter.required("lookback_days"), "a number of days") { ScalarForms.count($0) }
    guard let inactive, let lookback else { return nil }
    if lookback < inactive {
      enter.fault("lookback_days is less than inactive_days, so nobody can ever enter", at: enter.line)
    }
    if folder.files["activity.sql"] == nil {
      report.add("activity.sql", 1, "the file is missing: a campaign about silence must see who comes back")
    }
    return .silence(inactiveDays: inactive, lookbackDays: lookback)
  }

  /// Reads one type of the host's events, or a list of them.
  private func types(_ node: YAMLNode, _ enter: YAMLFields) -> [String] {
    let nodes = if case .sequence(let elements) = node.content { elements } else { [node] }
    if nodes.isEmpty { enter.fault("event names no event", at: node.line) }
    return nodes.compactMap { node in
      enter.value(node, "the type of an event of the host such as 'lms.payment.failed'", ScalarForms.hostEvent)
    }
  }

  private func parameters(_ fields: YAMLFields) -> [SegmentParameter] {
    let words = folder.files["segment.sql"].map { QueryCheck.words(of: $0) }
    return fields.all.compactMap { entry in
      let parameter = parameter(entry, fields)
      if ScalarForms.name(entry.key) == nil {
        fields.fault("'\(entry.key)' is not a name of lower-case letters, digits and _", at: entry.line)
      } else if Self.knownNames.contains(entry.key) {
        fields.fault("\(entry.key) has a meaning of its own in a query; choose another name", at: entry.line)
      } else if let words, !words.contains(entry.key) {
        fields.fault(
          "segment.sql does not use the parameter \(entry.key)" + didYouMean(entry.key, among: words), at: entry.line)
      }
      return parameter
    }
  }

  private func parameter(_ entry: YAMLNode.Entry, _ parent: YAMLFields) -> SegmentParameter? {
    guard let fields = parent.fields(entry.value, as: "a parameter") else { return nil }
    let kind: SegmentParameter.Kind? = fields.choice(fields.required("type"))
    let node = fields.required("value")
    fields.refuseOthers()
    guard let kind,
      let value = fields.value(node, kind.expected, { ScalarForms.isValue($0, of: kind) ? $0 : nil })
    else { return nil }
    return SegmentParameter(name: entry.key, kind: kind, value: value)
  }
}

extension SegmentParameter.Kind {
  fileprivate var expected: String {
    switch self {
    case .int: "a whole number"
    case .numeric: "a number"
    case .text: "a text"
    case .boolean: "true or false"
    case .interval: "a span such as '2 days'"
    }
  }
}
