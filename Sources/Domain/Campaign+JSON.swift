public import JSON

/// Why a stored campaign cannot be read, with the member at fault.
public struct CampaignShapeError: Error, Equatable, Sendable, CustomStringConvertible {
  /// The member, as `steps[0].timing`.
  public let path: String

  public var description: String { "the compiled campaign's \(path) is missing or of the wrong kind" }
}

extension Campaign {
  /// The compiled campaign as `publish` stores it; spans are whole seconds.
  public var json: JSON {
    var members: [String: JSON] = [
      "slug": .string(slug), "title": .string(title), "class": .string(messageClass.rawValue), "topic": .string(topic),
      "subject": .string(subject), "enter": enter.json,
      "maximum_messages": .object(channels: maximumMessages) { .integer($0) },
      "send_windows": .object(channels: sendWindows) { ["from": .integer($0.from), "to": .integer($0.to)] },
      "retry": .array(retry.delays.map { .integer($0.seconds) }), "steps": .array(steps.map(\.json)),
    ]
    members["exclusive_group"] = exclusiveGroup.map(JSON.string)
    members["fallback_zone"] = fallbackZone.map(JSON.string)
    return .object(members)
  }

  /// Reads what `json` wrote.
  public init(json: JSON) throws(CampaignShapeError) {
    let reader = CampaignReader(json, path: "")
    self.init(
      slug: try reader.text("slug"), title: try reader.text("title"), messageClass: try reader.word("class"),
      topic: try reader.text("topic"), subject: try reader.text("subject"),
      exclusiveGroup: json["exclusive_group"]?.string, enter: try EntryRule(reader.object("enter")),
      maximumMessages: try reader.channels("maximum_messages") { (reader) throws(CampaignShapeError) in
        try reader.integer()
      },
      sendWindows: try reader.channels("send_windows") { (reader) throws(CampaignShapeError) in
        SendWindow(from: try reader.integer("from"), to: try reader.integer("to"))
      },
      fallbackZone: json["fallback_zone"]?.string,
      retry: RetryPolicy(delays: try reader.list("retry").map(span)),
      steps: try reader.list("steps").map { (reader) throws(CampaignShapeError) in try Step(reader) })
  }
}

private func span(_ reader: CampaignReader) throws(CampaignShapeError) -> Instant.Span {
  .seconds(try reader.integer())
}

extension EntryRule {
  fileprivate var json: JSON {
    var members: [String: JSON] = [
      "delay": .integer(delay.seconds), "inactive_days": .integer(inactiveDays),
      "lookback_days": .integer(lookbackDays), "rollout": .integer(rollout), "holdout": .integer(holdout),
    ]
    members["reentry_after"] = reentryAfter.map { .integer($0.seconds) }
    return .object(members)
  }

  fileprivate init(_ reader: CampaignReader) throws(CampaignShapeError) {
    self.init(
      delay: .seconds(try reader.integer("delay")), inactiveDays: try reader.integer("inactive_days"),
      lookbackDays: try reader.integer("lookback_days"), rollout: try reader.integer("rollout"),
      holdout: try reader.integer("holdout"),
      reentryAfter: reader.json["reentry_after"]?.integer.map(Instant.Span.seconds))
  }
}

extension Step {
  fileprivate var json: JSON {
    var members: [String: JSON] = [
      "id": .string(id), "channels": .array(channels.map { .string($0.rawValue) }),
      "requires": .object(channels: requires) { .integer($0) }, "useful_for": .integer(usefulFor.seconds),
      "templates": .array(templates.map { ["from": .integer($0.from), "name": .string($0.name)] }),
    ]
    switch timing {
    case .every(let span): members["every"] = .integer(span.seconds)
    case .after(let span): members["after"] = .integer(span.seconds)
    }
    if case .cascade(let fallback) = delivery { members["fallback_after"] = .integer(fallback.seconds) }
    return .object(members)
  }

  fileprivate init(_ reader: CampaignReader) throws(CampaignShapeError) {
    let timing: Timing =
      if let every = reader.json["every"]?.integer {
        .every(.seconds(every))
      } else {
        .after(.seconds(try reader.integer("after")))
      }
    self.init(
      id: try reader.text("id"), timing: timing,
      channels: try reader.list("channels").map { (reader) throws(CampaignShapeError) in try reader.word() },
      delivery: reader.json["fallback_after"]?.integer.map { .cascade(fallbackAfter: .seconds($0)) } ?? .all,
      requires: try reader.channels("requires") { (reader) throws(CampaignShapeError) in try reader.integer() },
      usefulFor: .seconds(try reader.integer("useful_for")),
      templates: try reader.list("templates").map { (reader) throws(CampaignShapeError) in
        StageTemplate(from: try reader.integer("from"), name: try reader.text("name"))
      })
  }
}

extension JSON {
  fileprivate static func object<Value>(channels: [Channel: Value], _ json: (Value) -> JSON) -> JSON {
    .object(Dictionary(uniqueKeysWithValues: channels.map { ($0.key.rawValue, json($0.value)) }))
  }
}

/// Reads members and says which one is at fault.
private struct CampaignReader {
  let json: JSON
  let path: String

  init(_ json: JSON, path: String) {
    self.json = json
    self.path = path
  }

  func object(_ key: String) throws(CampaignShapeError) -> CampaignReader {
    guard let member = json[key] else { throw CampaignShapeError(path: path + key) }
    return CampaignReader(member, path: path + key + ".")
  }

  func text(_ key: String) throws(CampaignShapeError) -> String {
    guard let text = json[key]?.string else { throw CampaignShapeError(path: path + key) }
    return text
  }

  func integer(_ key: String) throws(CampaignShapeError) -> Int { try object(key).integer() }

  func integer() throws(CampaignShapeError) -> Int {
    guard let integer = json.integer else { throw CampaignShapeError(path: path) }
    return integer
  }

  func word<Word: RawRepresentable<String>>(_ key: String) throws(CampaignShapeError) -> Word { try object(key).word() }

  func word<Word: RawRepresentable<String>>() throws(CampaignShapeError) -> Word {
    guard let word = json.string.flatMap({ Word(rawValue: $0) }) else { throw CampaignShapeError(path: path) }
    return word
  }

  func list(_ key: String) throws(CampaignShapeError) -> [CampaignReader] {
    guard let elements = json[key]?.array else { throw CampaignShapeError(path: path + key) }
    return elements.enumerated().map { CampaignReader($0.element, path: "\(path)\(key)[\($0.offset)].") }
  }

  func channels<Value>(
    _ key: String, _ value: (CampaignReader) throws(CampaignShapeError) -> Value
  ) throws(CampaignShapeError) -> [Channel: Value] {
    let reader = try object(key)
    var channels: [Channel: Value] = [:]
    for (name, member) in reader.json.object ?? [:] {
      guard let channel = Channel(rawValue: name) else { throw CampaignShapeError(path: reader.path + name) }
      channels[channel] = try value(CampaignReader(member, path: reader.path + name + "."))
    }
    return channels
  }
}
