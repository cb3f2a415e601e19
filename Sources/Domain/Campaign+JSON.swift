public import JSON

/// Why a stored definition is no campaign.
public struct CampaignJSONError: Error, Equatable, Sendable, CustomStringConvertible {
  /// Where the definition lacks a value or has a wrong one, as `steps[0].timing`.
  public let path: String

  public var description: String { "the campaign's definition has no usable value at \(path)" }
}

extension Campaign {
  /// The definition as `publish` stores it: spans in seconds, windows in minutes of the day, shares in hundredths of a
  /// percent.
  public var json: JSON {
    [
      "slug": .string(slug), "title": .string(title), "class": .string(messageClass.rawValue), "topic": .string(topic),
      "subject": .string(subject), "exclusive_group": exclusiveGroup.map(JSON.string) ?? .null, "enter": enter.json,
      "maximum_messages": .counts(maximumMessages),
      "send_windows": .object(
        Dictionary(
          uniqueKeysWithValues: sendWindows.map { channel, window in
            (channel.rawValue, ["from": .integer(window.from), "to": .integer(window.to)])
          })),
      "fallback_zone": fallbackZone.map(JSON.string) ?? .null, "retry_delays": .array(retry.delays.map(JSON.span)),
      "steps": .array(steps.map(\.json)),
    ]
  }

  /// Reads what `json` wrote.
  public init(json: JSON) throws(CampaignJSONError) {
    let reader = Reader(json)
    self.init(
      slug: try reader.string("slug"), title: try reader.string("title"),
      messageClass: try reader.choice("class"), topic: try reader.string("topic"),
      subject: try reader.string("subject"), exclusiveGroup: json["exclusive_group"]?.string,
      enter: try EntryRule(reader.member("enter")), maximumMessages: try reader.counts("maximum_messages"),
      sendWindows: try reader.windows("send_windows"), fallbackZone: json["fallback_zone"]?.string,
      retry: RetryPolicy(
        delays: try reader.list("retry_delays").map { (delay) throws(CampaignJSONError) in try delay.span() }),
      steps: try reader.list("steps").map { (step) throws(CampaignJSONError) in try Step(step) })
  }
}

extension EntryRule {
  fileprivate var json: JSON {
    [
      "delay": .span(delay), "inactive_days": .integer(inactiveDays), "lookback_days": .integer(lookbackDays),
      "rollout": .integer(rollout), "holdout": .integer(holdout), "reentry_after": reentryAfter.map(JSON.span) ?? .null,
    ]
  }

  fileprivate init(_ reader: Reader) throws(CampaignJSONError) {
    self.init(
      delay: try reader.member("delay").span(), inactiveDays: try reader.integer("inactive_days"),
      lookbackDays: try reader.integer("lookback_days"), rollout: try reader.integer("rollout"),
      holdout: try reader.integer("holdout"), reentryAfter: try reader.optional("reentry_after")?.span())
  }
}

extension Step {
  fileprivate var json: JSON {
    let timing: JSON =
      switch self.timing {
      case .every(let span): ["every": .span(span)]
      case .after(let span): ["after": .span(span)]
      }
    let delivery: JSON =
      switch self.delivery {
      case .cascade(let fallbackAfter): ["fallback_after": .span(fallbackAfter)]
      case .all: "all"
      }
    return [
      "id": .string(id), "timing": timing, "channels": .array(channels.map { .string($0.rawValue) }),
      "delivery": delivery, "requires": .counts(requires), "useful_for": .span(usefulFor),
      "templates": .array(templates.map { ["from": .integer($0.from), "name": .string($0.name)] }),
    ]
  }

  fileprivate init(_ reader: Reader) throws(CampaignJSONError) {
    self.init(
      id: try reader.string("id"), timing: try Timing(reader.member("timing")),
      channels: try reader.list("channels").map { (channel) throws(CampaignJSONError) in try channel.choice() },
      delivery: try Delivery(reader.member("delivery")), requires: try reader.counts("requires"),
      usefulFor: try reader.member("useful_for").span(),
      templates: try reader.list("templates").map { (template) throws(CampaignJSONError) in
        StageTemplate(from: try template.integer("from"), name: try template.string("name"))
      })
  }
}

extension Step.Timing {
  fileprivate init(_ reader: Reader) throws(CampaignJSONError) {
    if let span = try reader.optional("every")?.span() {
      self = .every(span)
    } else {
      self = .after(try reader.member("after").span())
    }
  }
}

extension Step.Delivery {
  fileprivate init(_ reader: Reader) throws(CampaignJSONError) {
    self = reader.value == "all" ? .all : .cascade(fallbackAfter: try reader.member("fallback_after").span())
  }
}

extension JSON {
  fileprivate static func span(_ span: Instant.Span) -> JSON { .integer(span.seconds) }

  fileprivate static func counts(_ counts: [Channel: Int]) -> JSON {
    .object(Dictionary(uniqueKeysWithValues: counts.map { ($0.rawValue, .integer($1)) }))
  }
}

/// A value of the definition that knows its path.
private struct Reader {
  let value: JSON
  let path: String

  init(_ value: JSON, path: String = "") {
    self.value = value
    self.path = path
  }

  var fault: CampaignJSONError { CampaignJSONError(path: path) }

  func optional(_ key: String) throws(CampaignJSONError) -> Reader? {
    guard let member = value[key], member != .null else { return nil }
    return Reader(member, path: path.isEmpty ? key : "\(path).\(key)")
  }

  func member(_ key: String) throws(CampaignJSONError) -> Reader {
    guard let member = try optional(key) else { throw CampaignJSONError(path: path.isEmpty ? key : "\(path).\(key)") }
    return member
  }

  func string(_ key: String) throws(CampaignJSONError) -> String {
    let member = try member(key)
    guard let text = member.value.string else { throw member.fault }
    return text
  }

  func integer(_ key: String) throws(CampaignJSONError) -> Int {
    let member = try member(key)
    guard let number = member.value.integer else { throw member.fault }
    return number
  }

  func list(_ key: String) throws(CampaignJSONError) -> [Reader] {
    let member = try member(key)
    guard let elements = member.value.array else { throw member.fault }
    return elements.enumerated().map { Reader($1, path: "\(member.path)[\($0)]") }
  }

  func span() throws(CampaignJSONError) -> Instant.Span {
    guard let seconds = value.integer else { throw fault }
    return .seconds(seconds)
  }

  func choice<Value: RawRepresentable<String>>() throws(CampaignJSONError) -> Value {
    guard let choice = value.string.flatMap(Value.init(rawValue:)) else { throw fault }
    return choice
  }

  func choice<Value: RawRepresentable<String>>(_ key: String) throws(CampaignJSONError) -> Value {
    try member(key).choice()
  }

  func counts(_ key: String) throws(CampaignJSONError) -> [Channel: Int] {
    try byChannel(key) { (count) throws(CampaignJSONError) in
      guard let number = count.value.integer else { throw count.fault }
      return number
    }
  }

  func windows(_ key: String) throws(CampaignJSONError) -> [Channel: SendWindow] {
    try byChannel(key) { (window) throws(CampaignJSONError) in
      SendWindow(from: try window.integer("from"), to: try window.integer("to"))
    }
  }

  private func byChannel<Value>(
    _ key: String, _ read: (Reader) throws(CampaignJSONError) -> Value
  ) throws(CampaignJSONError) -> [Channel: Value] {
    let member = try member(key)
    guard let members = member.value.object else { throw member.fault }
    var values: [Channel: Value] = [:]
    for (name, value) in members {
      let reader = Reader(value, path: "\(member.path).\(name)")
      guard let channel = Channel(rawValue: name) else { throw reader.fault }
      values[channel] = try read(reader)
    }
    return values
  }
}
