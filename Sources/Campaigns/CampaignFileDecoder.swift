import Domain
import YAML

/// Decodes `campaign.yaml` strictly.
struct CampaignFileDecoder {
  let folder: CampaignFolder
  let report: Report
  /// The channels that messages can be written for.
  let channels: [Channel]
  private let file = CampaignFile.name

  init(_ folder: CampaignFolder, report: Report, channels: [Channel]) {
    self.folder = folder
    self.report = report
    self.channels = channels
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
    let priority = priority(fields, exclusive)
    let enter = entry(fields)
    let goalWithin = goalWithin(fields)
    let budget = budget(fields, messageClass)
    let maximum = fields.fields(fields.optional("end"), as: "end").map(end) ?? [:]
    let windows = window(fields)
    let retry = retry(fields)
    let theme = fields.accent()
    let language =
      fields.value(fields.optional("language"), "a language such as de or pt-BR", LanguageTag.canonical) ?? "en"
    let words = words(fields, in: language, subject: subject, topic: topic)
    let allowed = fields.list(fields.optional("allow"), of: "texts").compactMap { fields.text($0) }
    let steps = fields.list(fields.required("steps"), of: "steps").flatMap { node in
      self.steps(node, fields).map { (step: $0.step, experiment: $0.experiment, line: node.line) }
    }
    let experiments =
      [experiment(fields, of: steps.map(\.step))].compactMap { $0 } + steps.compactMap(\.experiment)
    let replies = replies(fields)
    let corrections = corrections(fields)
    let joins = joinsLetters(fields)
    fields.refuseOthers()
    if let name, name != folder.name {
      fields.fault("the name \(name) must be the folder's name, \(folder.name)", at: fields.line)
    }
    guard let name, let title, let messageClass, let topic, let subject, let enter else { return nil }
    let campaign = Campaign(
      slug: name, title: title, messageClass: messageClass, topic: topic, subject: subject, exclusiveGroup: exclusive,
      priority: priority, goalWithin: goalWithin, enter: enter, maximumMessages: maximum,
      sendWindows: windows.windows, fallbackZone: windows.fallback, retry: retry, steps: steps.map(\.step),
      replies: replies, invitations: corrections, weeklyBudget: budget.amount,
      experiments: experiments.map(\.experiment), joinsLetters: joins)
    return CampaignFile(
      campaign: campaign, language: language, words: words.own, translations: words.others, theme: theme,
      allowed: Set(allowed), zoneLine: windows.zoneLine, budgetLine: budget.line,
      stepLines: Dictionary(steps.map { ($0.step.id, $0.line) }, uniquingKeysWith: { $1 }), experiments: experiments)
  }

  /// Queries have fixed names; the keys only make the file readable.
  func sqlFile(_ fields: YAMLFields, _ key: String, _ name: String) {
    guard let node = fields.optional(key), let text = node.scalar, text != name else { return }
    fields.fault("\(key) must be \(name)", at: node.line)
  }

  private func priority(_ fields: YAMLFields, _ group: String?) -> Int {
    guard let node = fields.optional("priority") else { return 0 }
    if group == nil { fields.fault("priority needs exclusive: it says who of a group goes first", at: node.line) }
    return fields.value(node, "a whole number") { ScalarForms.count($0) } ?? 0
  }

  /// `goal: goal.sql`, or `goal: { within: 14 days }`.
  private func goalWithin(_ fields: YAMLFields) -> Instant.Span? {
    guard let node = fields.optional("goal"), case .mapping = node.content,
      let goal = fields.fields(node, as: "goal")
    else {
      sqlFile(fields, "goal", "goal.sql")
      return nil
    }
    let within = goal.value(goal.required("within"), "a span such as '14 days'", ScalarForms.span)
    goal.refuseOthers()
    return within
  }

  /// `budget: 120`, for a week.
  private func budget(_ fields: YAMLFields, _ messageClass: MessageClass?) -> (amount: Money?, line: Int) {
    guard let node = fields.optional("budget") else { return (nil, 1) }
    if messageClass == .transactional {
      fields.fault("a transactional message is asked for and never held back: it has no budget", at: node.line)
    }
    let amount = fields.value(node, "an amount for a week such as '120' or '99.50'", ScalarForms.amount)
    return (amount, node.line)
  }

  private func end(_ fields: YAMLFields) -> [Channel: Int] {
    let counts = fields.fields(fields.required("after_messages"), as: "after_messages").map(counts) ?? [:]
    fields.refuseOthers()
    return counts
  }

  func counts(_ fields: YAMLFields) -> [Channel: Int] {
    var counts: [Channel: Int] = [:]
    for channel in channels {
      counts[channel] = fields.value(fields.optional(channel.rawValue), "a number of messages") {
        ScalarForms.count($0)
      }
    }
    fields.refuseOthers()
    return counts
  }

  private func window(_ fields: YAMLFields) -> (windows: [Channel: SendWindow], fallback: String?, zoneLine: Int) {
    guard let window = fields.fields(fields.optional("send_window"), as: "send_window") else { return ([:], nil, 1) }
    let windows = windows(window)
    _ = window.value(window.optional("zone"), "'learner', the only zone that windows can have") {
      $0 == "learner" ? $0 : nil
    }
    let zone = window.optional("fallback_zone")
    let fallback = window.text(zone)
    window.refuseOthers()
    return (windows, fallback, zone?.line ?? window.line)
  }

  func windows(_ fields: YAMLFields) -> [Channel: SendWindow] {
    var windows: [Channel: SendWindow] = [:]
    for channel in channels {
      windows[channel] = fields.value(
        fields.optional(channel.rawValue), "a window of local time such as '08:00-20:00'", ScalarForms.window)
    }
    return windows
  }

  private func retry(_ fields: YAMLFields) -> RetryPolicy {
    guard let node = fields.optional("retry") else { return .standard }
    return RetryPolicy(
      delays: fields.list(node, of: "spans").compactMap {
        fields.value($0, "a span such as '5 minutes'", ScalarForms.span)
      })
  }
}
