import Domain

/// `campaign.yaml` as it was decoded, with what the checks of other files need.
struct CampaignFile {
  static let name = "campaign.yaml"

  let campaign: Campaign
  /// Mustache: why a learner gets the emails.
  let reason: String?
  let reasonLine: Int
  /// BCP 47.
  let language: String
  /// Emoji and literal numbers that the texts may contain.
  let allowed: Set<String>
  /// Each step's line, by id.
  let stepLines: [String: Int]
}

/// Decodes `campaign.yaml` strictly.
struct CampaignFileDecoder {
  let folder: CampaignFolder
  let report: Report
  private let file = CampaignFile.name

  init(_ folder: CampaignFolder, report: Report) {
    self.folder = folder
    self.report = report
  }

  /// The campaign; nil, with faults reported, where the file has none.
  func decode() -> CampaignFile? {
    guard let text = folder.files[file] else {
      report.add(file, 1, "the file is missing")
      return nil
    }
    do throws(YAMLError) {
      let root = try YAMLReader.read(text)
      return YAMLFields(root, file: file, report: report, as: "a campaign").flatMap(campaign)
    } catch {
      report.add(file, error.line, error.message)
      return nil
    }
  }

  private func campaign(_ fields: YAMLFields) -> CampaignFile? {
    let name = fields.value(
      fields.required("name"), "a name of lower-case letters, digits and hyphens", ScalarForms.slug)
    let title = fields.text(fields.required("title"))
    let messageClass: MessageClass? = fields.choice(fields.required("class"))
    let topic = fields.value(fields.required("topic"), "a word of lower-case letters", ScalarForms.slug)
    let subject = fields.value(fields.required("subject"), "a word of lower-case letters", ScalarForms.slug)
    let exclusive = fields.value(fields.optional("exclusive"), "a word of lower-case letters", ScalarForms.slug)
    let enter = entry(fields)
    sqlFile(fields, "goal", "goal.sql")
    let maximum = fields.fields(fields.optional("end"), as: "end").map(end) ?? [:]
    let windows = window(fields)
    let retry = retry(fields)
    let reasonNode = fields.optional("reason")
    let reason = fields.text(reasonNode)
    let language = fields.text(fields.optional("language")) ?? "en"
    let allowed = fields.list(fields.optional("allow"), of: "texts").compactMap { fields.text($0) }
    let steps = fields.list(fields.required("steps"), of: "steps").compactMap { node in
      step(node, fields).map { (step: $0, line: node.line) }
    }
    fields.refuseOthers()
    if let name, name != folder.name {
      fields.fault("the name \(name) must be the folder's name, \(folder.name)", at: fields.line)
    }
    guard let name, let title, let messageClass, let topic, let subject, let enter else { return nil }
    let campaign = Campaign(
      slug: name, title: title, messageClass: messageClass, topic: topic, subject: subject, exclusiveGroup: exclusive,
      enter: enter, maximumMessages: maximum, sendWindows: windows.windows, fallbackZone: windows.fallback,
      retry: retry,
      steps: steps.map(\.step))
    return CampaignFile(
      campaign: campaign, reason: reason, reasonLine: reasonNode?.line ?? fields.line, language: language,
      allowed: Set(allowed), stepLines: Dictionary(steps.map { ($0.step.id, $0.line) }, uniquingKeysWith: { $1 }))
  }

  /// The three queries have fixed names; the keys only make the file readable.
  private func sqlFile(_ fields: YAMLFields, _ key: String, _ name: String) {
    guard let node = fields.optional(key), let text = node.scalar, text != name else { return }
    fields.fault("\(key) must be \(name)", at: node.line)
  }

  private func entry(_ fields: YAMLFields) -> EntryRule? {
    guard let enter = fields.fields(fields.required("enter"), as: "enter") else { return nil }
    sqlFile(enter, "segment", "segment.sql")
    let delay = enter.value(enter.optional("after"), "a span such as '1 hour'", ScalarForms.span) ?? .seconds(0)
    let inactive = enter.value(enter.required("inactive_days"), "a number of days") { ScalarForms.count($0) }
    let lookback = enter.value(enter.required("lookback_days"), "a number of days") { ScalarForms.count($0) }
    let rollout = enter.value(enter.optional("rollout"), "a share such as '50%'", ScalarForms.share) ?? 10_000
    let holdout = enter.value(enter.optional("holdout"), "a share such as '5%'", ScalarForms.share) ?? 0
    var reentry: Instant.Span?
    if let again = enter.fields(enter.optional("reentry"), as: "reentry") {
      reentry = again.value(again.required("after"), "a span such as '30 days'", ScalarForms.span)
      again.refuseOthers()
    }
    enter.refuseOthers()
    guard let inactive, let lookback else { return nil }
    if lookback < inactive {
      enter.fault("lookback_days is less than inactive_days, so nobody can ever enter", at: enter.line)
    }
    if rollout == 0 { enter.fault("with a rollout of 0% nobody can ever enter", at: enter.line) }
    return EntryRule(
      delay: delay, inactiveDays: inactive, lookbackDays: lookback, rollout: rollout, holdout: holdout,
      reentryAfter: reentry)
  }

  private func end(_ fields: YAMLFields) -> [Channel: Int] {
    let counts = fields.fields(fields.required("after_messages"), as: "after_messages").map(counts) ?? [:]
    fields.refuseOthers()
    return counts
  }

  private func counts(_ fields: YAMLFields) -> [Channel: Int] {
    var counts: [Channel: Int] = [:]
    for channel in Channel.allCases {
      counts[channel] = fields.value(fields.optional(channel.rawValue), "a number of messages") {
        ScalarForms.count($0)
      }
    }
    fields.refuseOthers()
    return counts
  }

  private func window(_ fields: YAMLFields) -> (windows: [Channel: SendWindow], fallback: String?) {
    guard let window = fields.fields(fields.optional("send_window"), as: "send_window") else { return ([:], nil) }
    var windows: [Channel: SendWindow] = [:]
    for channel in Channel.allCases {
      windows[channel] = window.value(
        window.optional(channel.rawValue), "a window of local time such as '08:00-20:00'", ScalarForms.window)
    }
    _ = window.value(window.optional("zone"), "'learner', the only zone that windows can have") {
      $0 == "learner" ? $0 : nil
    }
    let fallback = window.text(window.optional("fallback_zone"))
    window.refuseOthers()
    return (windows, fallback)
  }

  private func retry(_ fields: YAMLFields) -> RetryPolicy {
    guard let node = fields.optional("retry") else { return .standard }
    return RetryPolicy(
      delays: fields.list(node, of: "spans").compactMap {
        fields.value($0, "a span such as '5 minutes'", ScalarForms.span)
      })
  }
}

// MARK: - Steps

extension CampaignFileDecoder {
  private func step(_ node: YAMLNode, _ parent: YAMLFields) -> Step? {
    guard let fields = parent.fields(node, as: "a step") else { return nil }
    let id = fields.value(fields.required("id"), "an id of lower-case letters, digits and hyphens", ScalarForms.slug)
    let timing = timing(fields)
    let channels: [Channel] = fields.list(fields.required("channels"), of: "channels").compactMap { fields.choice($0) }
    let delivery = delivery(fields)
    let requires = fields.fields(fields.optional("requires"), as: "requires").map(counts) ?? [:]
    let usefulFor = fields.value(fields.optional("useful_for"), "a span such as '48 hours'", ScalarForms.span)
    let stages = fields.required("template").map { templates($0, fields) } ?? []
    fields.refuseOthers()
    guard let id, let timing else { return nil }
    if channels.isEmpty { fields.fault("a step needs a channel", at: node.line) }
    return Step(
      id: id, timing: timing, channels: channels, delivery: delivery, requires: requires,
      usefulFor: usefulFor ?? .hours(48), templates: stages)
  }

  private func timing(_ fields: YAMLFields) -> Step.Timing? {
    let every = fields.optional("every")
    let after = fields.optional("after")
    let day = fields.optional("day")
    guard [every, after, day].compactMap({ $0 }).count == 1 else {
      fields.fault("a step needs one of every, after and day", at: fields.line)
      return nil
    }
    if let every {
      let span = fields.value(every, "a span such as '7 days'", ScalarForms.span)
      if let span, span < .hours(1) { fields.fault("a cadence under 1 hour is too fast", at: every.line) }
      return span.map(Step.Timing.every)
    }
    if let after { return fields.value(after, "a span such as '3 days'", ScalarForms.span).map(Step.Timing.after) }
    return fields.value(day, "a number of days") { ScalarForms.count($0) }.map { .after(.days($0)) }
  }

  private func delivery(_ fields: YAMLFields) -> Step.Delivery {
    let deliver = fields.value(fields.optional("deliver"), "'all' or 'cascade'") {
      ["all", "cascade"].contains($0) ? $0 : nil
    }
    let fallback = fields.value(fields.optional("fallback_after"), "a span such as '24 hours'", ScalarForms.span)
    return deliver == "all" ? .all : .cascade(fallbackAfter: fallback ?? .hours(24))
  }

  private func templates(_ node: YAMLNode, _ fields: YAMLFields) -> [StageTemplate] {
    if let name = fields.scalarName(node) { return [StageTemplate(from: 1, name: name)] }
    guard case .mapping(let entries) = node.content else { return [] }
    var templates: [StageTemplate] = []
    var next: Int? = 1
    for entry in entries {
      guard let stage = ScalarForms.stage(entry.key) else {
        fields.fault("'\(entry.key)' is not a stage: write 1, 2-3 or 6+", at: entry.line)
        continue
      }
      if stage.from != next {
        fields.fault(
          next.map { "the stage must start at message \($0)" } ?? "no stage can follow an open one", at: entry.line)
      }
      if let name = fields.scalarName(entry.value) { templates.append(StageTemplate(from: stage.from, name: name)) }
      next = stage.to.map { $0 + 1 }
    }
    if let next { fields.fault("the last stage must be open: write \(max(1, next - 1))+", at: node.line) }
    return templates
  }
}

extension YAMLFields {
  /// A message's name; nil, without a fault, where `node` is a mapping.
  fileprivate func scalarName(_ node: YAMLNode) -> String? {
    if case .mapping = node.content { return nil }
    return value(node, "the name of a message", ScalarForms.slug)
  }
}
