import JSON

extension EntryRule {
  var json: JSON {
    var members: [String: JSON] = [
      "delay": .integer(delay.seconds), "inactive_days": .integer(inactiveDays),
      "lookback_days": .integer(lookbackDays), "rollout": .integer(rollout), "holdout": .integer(holdout),
    ]
    members["reentry_after"] = reentryAfter.map { .integer($0.seconds) }
    return .object(members)
  }

  init(_ reader: CampaignReader) throws(CampaignShapeError) {
    self.init(
      delay: .seconds(try reader.integer("delay")), inactiveDays: try reader.integer("inactive_days"),
      lookbackDays: try reader.integer("lookback_days"), rollout: try reader.integer("rollout"),
      holdout: try reader.integer("holdout"),
      reentryAfter: reader.json["reentry_after"]?.integer.map(Instant.Span.seconds))
  }
}
