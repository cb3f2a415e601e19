import Domain
import YAML

extension CampaignFileDecoder {
  /// `experiment:` and `variants:` of a step; nil where it has none.
  func experiment(_ fields: YAMLFields, of step: Step) -> ExperimentDraft? {
    experiment(fields, step: step.id) { variant, draft in change(variant, of: step, &draft) }
  }

  /// Those of the campaign as a whole, whose variants name the steps that they change.
  func experiment(_ fields: YAMLFields, of steps: [Step]) -> ExperimentDraft? {
    experiment(fields, step: nil) { variant, draft in
      guard let changed = variant.fields(variant.optional("steps"), as: "steps") else { return }
      for entry in changed.all {
        guard let step = steps.first(where: { $0.id == entry.key }) else {
          variant.fault(
            "no step is called \(entry.key)" + didYouMean(entry.key, among: steps.map(\.id)), at: entry.line)
          continue
        }
        guard let fields = changed.fields(entry.value, as: "what changes of a step") else { continue }
        change(fields, of: step, &draft)
        fields.refuseOthers()
      }
    }
  }

  /// One variant while it is read.
  private struct Draft {
    let name: String
    var templates: [String: [StageTemplate]] = [:]
    var channels: [String: [Channel]] = [:]
    var subjects: [ExperimentDraft.Subject] = []
  }

  private func experiment(
    _ fields: YAMLFields, step: String?, _ changes: (YAMLFields, inout Draft) -> Void
  ) -> ExperimentDraft? {
    let (nameNode, node) = (fields.optional("experiment"), fields.optional("variants"))
    let name = fields.value(nameNode, "a name of lower-case letters, digits and hyphens", ScalarForms.slug)
    guard let node else {
      if let nameNode { fields.fault("the experiment has no variants", at: nameNode.line) }
      return nil
    }
    if nameNode == nil {
      fields.fault("variants need the key experiment: the name under which their figures stand", at: node.line)
    }
    let read = fields.list(node, of: "variants").compactMap { variant($0, fields, changes) }
    guard let name else { return nil }
    return ExperimentDraft(
      experiment: Experiment(name: name, step: step, variants: read.map(\.variant)),
      subjects: read.flatMap(\.subjects), line: node.line, variantLines: read.map(\.line))
  }

  private func variant(
    _ node: YAMLNode, _ parent: YAMLFields, _ changes: (YAMLFields, inout Draft) -> Void
  ) -> (variant: Variant, subjects: [ExperimentDraft.Subject], line: Int)? {
    guard let fields = parent.fields(node, as: "a variant") else { return nil }
    let name = fields.value(
      fields.required("name"), "a name of lower-case letters, digits and hyphens", ScalarForms.slug)
    let share = fields.value(fields.required("share"), "a share such as '50%'", ScalarForms.share)
    let windows = fields.fields(fields.optional("send_window"), as: "send_window").map(hours) ?? [:]
    var draft = Draft(name: name ?? "")
    changes(fields, &draft)
    fields.refuseOthers()
    guard let name, let share else { return nil }
    let variant = Variant(
      name: name, share: share, templates: draft.templates, channels: draft.channels, sendWindows: windows)
    return (variant, draft.subjects, node.line)
  }

  private func hours(_ fields: YAMLFields) -> [Channel: SendWindow] {
    let windows = windows(fields)
    fields.refuseOthers()
    return windows
  }

  /// `template`, `channels` and `subject` of a variant: another message, another way, or the same one under another subject.
  private func change(_ fields: YAMLFields, of step: Step, _ draft: inout Draft) {
    if let node = fields.optional("channels") {
      let named = fields.list(node, of: "channels")
      draft.channels[step.id] = named.compactMap { fields.choice($0, of: channels) }
      if named.isEmpty {
        fields.fault("a variant needs a channel; leave channels out for the step's own", at: node.line)
      }
    }
    let node = fields.optional("template")
    if let node { draft.templates[step.id] = templates(node, fields) }
    guard let subject = fields.optional("subject") else { return }
    guard node == nil, step.templates.count == 1, step.channels.contains(.email) else {
      fields.fault(
        node == nil
          ? "a subject belongs to a step with one message, on email; name another message by template"
          : "a variant has one of subject and template: the other message has its own subject", at: subject.line)
      return
    }
    let message = step.templates[0].name
    draft.templates[step.id] = [StageTemplate(from: 1, name: Variant.message(message, of: draft.name))]
    draft.subjects.append(
      ExperimentDraft.Subject(
        step: step.id, message: message, variant: draft.name, texts: texts(subject, fields), line: subject.line))
  }

  /// A text in the campaign's own language, named "", or texts by language.
  private func texts(_ node: YAMLNode, _ fields: YAMLFields) -> [String: String] {
    guard case .mapping(let entries) = node.content else { return fields.text(node).map { ["": $0] } ?? [:] }
    var texts: [String: String] = [:]
    for entry in entries { texts[entry.key] = fields.text(entry.value) }
    return texts
  }
}
