public import JSON

extension StepState {
  /// The state as it is stored: `{"slot": time or null, "occurrences": n, "deferral"?: code, "follow_up"?: {…}}`.
  public var json: JSON {
    var members: [String: JSON] = [
      "slot": nextSlot.map { .string($0.rfc3339) } ?? .null, "occurrences": .integer(occurrences),
    ]
    if let deferral { members["deferral"] = .string(deferral.rawValue) }
    if let followUp {
      members["follow_up"] = [
        "channels": .array(followUp.channels.map { .string($0.rawValue) }),
        "since": .string(followUp.since.rfc3339), "at": .string(followUp.at.rfc3339),
      ]
    }
    return .object(members)
  }

  /// Reads what `json` wrote; nil for anything else.
  public init?(json: JSON) {
    guard let occurrences = json["occurrences"]?.integer, let slot = json["slot"] else { return nil }
    self.init(nextSlot: nil, occurrences: occurrences)
    if slot != .null {
      guard let instant = slot.string.flatMap({ Instant(rfc3339: $0) }) else { return nil }
      nextSlot = instant
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
  init?(json: JSON) {
    guard let names = json["channels"]?.array,
      let since = json["since"]?.string.flatMap({ Instant(rfc3339: $0) }),
      let at = json["at"]?.string.flatMap({ Instant(rfc3339: $0) })
    else { return nil }
    let channels = names.compactMap { $0.string.flatMap(Channel.init(rawValue:)) }
    guard channels.count == names.count else { return nil }
    self.init(channels: channels, since: since, at: at)
  }
}
