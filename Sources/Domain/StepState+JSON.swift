public import JSON

extension StepState {
  /// The state as it is stored: `{"occurrences": n}` with `delay` (microseconds), `served`, `served_before`, the moments of
  /// both, `lost`, `ended`, `deferral` and `follow_up` where they say something.
  public var json: JSON {
    var members: [String: JSON] = ["occurrences": .integer(occurrences)]
    if delay != .seconds(0) { members["delay"] = .integer(delay.microseconds) }
    for (name, served) in [("served", served), ("served_before", servedBefore)] {
      members[name] = served.map { .string($0.slot.rfc3339) }
      members[name + "_moment"] = served?.moment.map { .string($0.rfc3339) }
    }
    if isLost { members["lost"] = .bool(true) }
    if isEnded { members["ended"] = .bool(true) }
    if let deferral { members["deferral"] = .string(deferral.rawValue) }
    if let followUp {
      members["follow_up"] = followUp.json
    }
    return .object(members)
  }

  /// Reads what `json` wrote; nil for anything else, an older build's states among it.
  public init?(json: JSON) {
    guard let occurrences = json["occurrences"]?.integer, (0...Int(Int32.max)).contains(occurrences),
      json["slot"] == nil
    else { return nil }
    self.init(occurrences: occurrences)
    if let stored = json["delay"] {
      guard let delay = stored.integer.map(Instant.Span.init(microseconds:)), delay.isStorable else { return nil }
      self.delay = delay
    }
    for (name, place) in [("served", \StepState.served), ("served_before", \.servedBefore)] {
      guard let stored = json[name] else { continue }
      guard let slot = stored.string.flatMap({ Instant(rfc3339: $0) }) else { return nil }
      let moment = json[name + "_moment"].map { $0.string.flatMap { Instant(rfc3339: $0) } }
      if case .some(nil) = moment { return nil }
      self[keyPath: place] = Served(slot: slot, moment: moment ?? nil)
    }
    if let stored = json["lost"] {
      guard let lost = stored.bool else { return nil }
      isLost = lost
    }
    if let stored = json["ended"] {
      guard let ended = stored.bool else { return nil }
      isEnded = ended
    }
    if let code = json["deferral"] {
      guard let reason = code.string.flatMap(Reason.init(rawValue:)) else { return nil }
      deferral = reason
    }
    if let stored = json["follow_up"] {
      guard let read = FollowUp(json: stored) else { return nil }
      followUp = read
    }
  }
}

extension StepState.FollowUp {
  fileprivate var json: JSON {
    var members: [String: JSON] = [
      "channels": .array(channels.map { .string($0.rawValue) }), "since": .string(since.rfc3339),
      "at": .string(at.rfc3339),
    ]
    members["falls_by"] = fallsBy.map { .string($0.rfc3339) }
    return .object(members)
  }

  fileprivate init?(json: JSON) {
    guard let names = json["channels"]?.array,
      let since = json["since"]?.string.flatMap({ Instant(rfc3339: $0) }),
      let at = json["at"]?.string.flatMap({ Instant(rfc3339: $0) })
    else { return nil }
    let channels = names.compactMap { $0.string.flatMap(Channel.init(rawValue:)) }
    guard channels.count == names.count else { return nil }
    guard let stored = json["falls_by"] else {
      self.init(channels: channels, since: since, at: at)
      return
    }
    guard let fallsBy = stored.string.flatMap({ Instant(rfc3339: $0) }) else { return nil }
    self.init(channels: channels, since: since, at: at, fallsBy: fallsBy)
  }
}
