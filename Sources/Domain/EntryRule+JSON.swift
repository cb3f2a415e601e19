import JSON

extension EntryRule {
  var json: JSON {
    var members: [String: JSON] = [
      "delay": .integer(delay.seconds), "rollout": .integer(rollout), "holdout": .integer(holdout),
    ]
    switch trigger {
    case .silence(let inactiveDays, let lookbackDays):
      members["inactive_days"] = .integer(inactiveDays)
      members["lookback_days"] = .integer(lookbackDays)
    case .segment: break
    case .event(let types): members["event"] = types.count == 1 ? .string(types[0]) : .array(types.map(JSON.string))
    }
    if isHourly { members["hourly"] = true }
    if !parameters.isEmpty { members["parameters"] = .array(parameters.map(\.json)) }
    members["request"] = request?.json
    members["reentry_after"] = reentryAfter.map { .integer($0.seconds) }
    return .object(members)
  }

  init(_ reader: CampaignReader) throws(CampaignShapeError) {
    self.init(
      try EntryRule.trigger(reader), isHourly: reader.json["hourly"] == true,
      delay: .seconds(try reader.integer("delay")),
      parameters: reader.json["parameters"] == nil
        ? []
        : try reader.list("parameters").map { (reader) throws(CampaignShapeError) in try SegmentParameter(reader) },
      rollout: try reader.integer("rollout"), holdout: try reader.integer("holdout"),
      request: reader.json["request"] == nil ? nil : try TrialRequest(reader.object("request")),
      reentryAfter: reader.json["reentry_after"]?.integer.map(Instant.Span.seconds))
  }

  private static func trigger(_ reader: CampaignReader) throws(CampaignShapeError) -> Trigger {
    if let types = reader.json["event"]?.array { return .event(types: types.compactMap(\.string)) }
    if reader.json["event"] != nil { return .event(types: [try reader.text("event")]) }
    if reader.json["inactive_days"] == nil, reader.json["lookback_days"] == nil { return .segment }
    return .silence(
      inactiveDays: try reader.integer("inactive_days"), lookbackDays: try reader.integer("lookback_days"))
  }
}

extension SegmentParameter {
  fileprivate var json: JSON { ["name": .string(name), "type": .string(kind.rawValue), "value": .string(value)] }

  fileprivate init(_ reader: CampaignReader) throws(CampaignShapeError) {
    self.init(name: try reader.text("name"), kind: try reader.word("type"), value: try reader.text("value"))
  }
}

extension TrialRequest {
  fileprivate var json: JSON {
    ["product": .string(product), "days": .integer(days), "fact": .string(fact)]
  }

  fileprivate init(_ reader: CampaignReader) throws(CampaignShapeError) {
    self.init(
      product: try reader.text("product"), days: try reader.integer("days"), fact: try reader.text("fact"))
  }
}
