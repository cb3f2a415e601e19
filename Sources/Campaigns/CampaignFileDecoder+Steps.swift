import Domain
import YAML

extension CampaignFileDecoder {
  /// A step, and behind it one that shows its notice in the app, where it has one.
  func steps(_ node: YAMLNode, _ parent: YAMLFields) -> [(step: Step, experiment: ExperimentDraft?)] {
    guard let fields = parent.fields(node, as: "a step") else { return [] }
    let notice = fields.value(fields.optional("notice"), "the name of a message", ScalarForms.slug)
    guard let (step, experiment) = step(node, fields) else { return [] }
    guard let notice else { return [(step, experiment)] }
    if step.channels.contains(.inapp) {
      fields.fault("a step on inapp is a notice itself; leave notice out", at: node.line)
    }
    return [(step, experiment), (step.beside(notice), nil)]
  }

  private func step(
    _ node: YAMLNode, _ fields: YAMLFields
  ) -> (Step, ExperimentDraft?)? {
    let id = fields.value(fields.required("id"), "an id of lower-case letters, digits and hyphens", ScalarForms.slug)
    let timing = timing(fields)
    let hour: Step.Hour? = fields.optional("at").flatMap { fields.choice($0) }
    let named = fields.list(fields.required("channels"), of: "channels")
    let channels: [Channel] = named.compactMap { fields.choice($0, of: self.channels) }
    let delivery = delivery(fields)
    let requires = fields.fields(fields.optional("requires"), as: "requires").map(counts) ?? [:]
    let conditions = conditions(fields)
    let usefulUntil = usefulUntil(fields)
    if hour != nil, case .span(let span) = usefulUntil, span < .days(1) {
      fields.fault("a step that waits for an hour may wait a day: useful_for must be a day at least", at: node.line)
    }
    let stages = fields.required("template").map { templates($0, fields) } ?? []
    let job = job(fields, timing)
    let letter = letter(fields)
    let step = Step(
      id: id ?? "", timing: timing ?? .onEnter, hour: hour, channels: channels, delivery: delivery, requires: requires,
      conditions: conditions, usefulUntil: usefulUntil, templates: stages, job: job, letter: letter)
    let experiment = experiment(fields, of: step)
    fields.refuseOthers()
    guard id != nil, timing != nil else { return nil }
    if named.isEmpty { fields.fault("a step needs a channel", at: node.line) }
    return (step, experiment)
  }

  /// `job: meeting_{subject}_reminder_24h`, of a step whose slot a moment of the subject gives.
  private func job(_ fields: YAMLFields, _ timing: Step.Timing?) -> JobName? {
    guard let node = fields.optional("job") else { return nil }
    if let timing, timing.anchor == nil {
      fields.fault("only a step that is timed by a moment, with before or after, has a job", at: node.line)
    }
    return fields.value(node, "a name with {subject} where the subject's id stands", JobName.init)
  }

  private func delivery(_ fields: YAMLFields) -> Step.Delivery {
    let deliver = fields.value(fields.optional("deliver"), "'all', 'first', 'failover' or 'cascade'") {
      ["all", "first", "failover", "cascade"].contains($0) ? $0 : nil
    }
    let node = fields.optional("fallback_after")
    let fallback = fields.value(node, "a span such as '24 hours'", ScalarForms.span)
    if let node, let deliver, deliver != "cascade" {
      fields.fault("with deliver: \(deliver) nothing waits for fallback_after; leave one of them out", at: node.line)
    }
    return switch deliver {
    case "all": .all
    case "first": .first
    case "failover": .failover
    default: .cascade(fallbackAfter: fallback ?? .hours(24))
    }
  }

  func templates(_ node: YAMLNode, _ fields: YAMLFields) -> [StageTemplate] {
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

extension Step {
  /// A step at the same time and under the same conditions that shows a notice in the app.
  fileprivate func beside(_ notice: String) -> Step {
    Step(
      id: "\(id)-notice", timing: timing, hour: hour, channels: [.inapp], delivery: .all, requires: requires,
      conditions: conditions,
      usefulUntil: usefulUntil, templates: [StageTemplate(from: 1, name: notice)])
  }
}

extension YAMLFields {
  /// A message's name; nil, without a fault, where `node` is a mapping.
  fileprivate func scalarName(_ node: YAMLNode) -> String? {
    if case .mapping = node.content { return nil }
    return value(node, "the name of a message", ScalarForms.slug)
  }
}
