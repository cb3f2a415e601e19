public import JSON

extension Campaign {
  /// The compiled campaign as `publish` stores it; spans are whole seconds.
  public var json: JSON {
    var members: [String: JSON] = [
      "slug": .string(slug), "title": .string(title), "class": .string(messageClass.rawValue), "topic": .string(topic),
      "subject": .string(subject), "enter": enter.json,
      "maximum_messages": .object(channels: maximumMessages) { .integer($0) },
      "send_windows": .object(channels: sendWindows, \.json),
      "retry": .array(retry.delays.map { .integer($0.seconds) }), "steps": .array(steps.map(\.json)),
    ]
    if !replies.isEmpty { members["replies"] = .array(replies.map(\.json)) }
    if !invitations.isEmpty { members["invitations"] = .array(invitations.map(\.json)) }
    if !experiments.isEmpty { members["experiments"] = .array(experiments.map(\.json)) }
    members["weekly_budget"] = weeklyBudget.map { .string($0.text) }
    members["exclusive_group"] = exclusiveGroup.map(JSON.string)
    if !joinsLetters { members["letter"] = "never" }
    if priority != 0 { members["priority"] = .integer(priority) }
    members["goal_within"] = goalWithin.map { .integer($0.seconds) }
    members["fallback_zone"] = fallbackZone.map(JSON.string)
    return .object(members)
  }

  /// Reads what `json` wrote.
  public init(json: JSON) throws(CampaignShapeError) {
    let reader = CampaignReader(json, path: "")
    self.init(
      slug: try reader.text("slug"), title: try reader.text("title"), messageClass: try reader.word("class"),
      topic: try reader.text("topic"), subject: try reader.text("subject"),
      exclusiveGroup: json["exclusive_group"]?.string, priority: json["priority"]?.integer ?? 0,
      goalWithin: json["goal_within"]?.integer.map(Instant.Span.seconds), enter: try EntryRule(reader.object("enter")),
      maximumMessages: try reader.channels("maximum_messages") { (reader) throws(CampaignShapeError) in
        try reader.integer()
      },
      sendWindows: try reader.channels("send_windows") { (reader) throws(CampaignShapeError) in
        try SendWindow(reader)
      },
      fallbackZone: json["fallback_zone"]?.string,
      retry: RetryPolicy(
        delays: try reader.list("retry").map { (reader) throws(CampaignShapeError) in try reader.span() }),
      steps: try reader.list("steps").map { (reader) throws(CampaignShapeError) in try Step(reader) },
      replies: json["replies"] == nil
        ? [] : try reader.list("replies").map { (reader) throws(CampaignShapeError) in try KeywordReply(reader) },
      invitations: json["invitations"] == nil
        ? []
        : try reader.list("invitations").map { (reader) throws(CampaignShapeError) in try InvitationCorrection(reader)
        },
      weeklyBudget: json["weekly_budget"]?.string.flatMap { Money($0) },
      experiments: json["experiments"] == nil
        ? [] : try reader.list("experiments").map { (reader) throws(CampaignShapeError) in try Experiment(reader) },
      joinsLetters: json["letter"] != "never")
  }
}

extension JSON {
  static func object<Value>(channels: [Channel: Value], _ json: (Value) -> JSON) -> JSON {
    .object(Dictionary(uniqueKeysWithValues: channels.map { ($0.key.rawValue, json($0.value)) }))
  }
}
