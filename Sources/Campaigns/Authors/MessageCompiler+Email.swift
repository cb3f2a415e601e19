import Domain
import Rendering
import YAML

extension MessageCompiler {
  func email() -> EmailSource? {
    if let invite = file.front.optional("invite") {
      report.add(
        file.path, invite.line,
        "an email invites nobody; name the file \(file.name).calendar.md, and the channel of its step calendar")
    }
    return mail()
  }

  /// An email that does to the context's `meeting` what its front matter says.
  func invitation() -> InvitationSource? {
    let kind: InviteKind? = file.front.required("invite").flatMap { file.front.choice($0) }
    let title = file.front.optional("title").flatMap(text)
    let description = file.front.optional("description").flatMap(text)
    guard let mail = mail(), let kind else { return nil }
    return InvitationSource(kind, in: mail, title: title, description: description)
  }

  private func mail() -> EmailSource? {
    let subject = text(file.front.required("subject"))
    let preheader = text(file.front.required("preheader"))
    let button = button()
    let box = box()
    let theme = file.front.accent() ?? campaign.theme
    guard let reason = campaign.words.reason else {
      let key = file.language.map { "languages.\($0).reason" } ?? "reason"
      report.add(CampaignFile.name, campaign.words.line, "emails need the key \(key): why the learner gets them")
      return nil
    }
    guard let template = piece(file.body, line: file.bodyLine), let subject, let preheader else { return nil }
    checkPlaces(template, box: box != nil, button: button != nil)
    var reader = MarkdownReader(ShieldedText(file.body), links: links) { [file, report] line, message in
      report.add(file.path, file.bodyLine + line - 1, message)
    }
    let blocks = reader.read()
    links = reader.links
    return EmailSource(
      subject: subject, preheader: preheader, html: MessageHTMLWriter.html(blocks, accent: theme),
      text: MessageTextWriter.text(blocks, links: links), links: links, button: button, box: box, reason: reason,
      footer: campaign.campaign.messageClass == .transactional
        ? .preferences : .optOut(subject: campaign.words.subject ?? "", topic: campaign.words.topic ?? ""),
      language: campaign.language, theme: theme?.bar.hex)
  }

  private func checkPlaces(_ template: MustacheTemplate, box: Bool, button: Bool) {
    for place in template.partials where !(place == "box" && box) && !(place == "button" && button) {
      let known = ["box", "button"].contains(place)
      let line = file.body.split(separator: "\n", omittingEmptySubsequences: false).firstIndex { line in
        line.contains("{{> \(place)}}") || line.contains("{{>\(place)}}")
      }
      report.add(
        file.path, file.bodyLine + (line ?? 0),
        known ? "{{> \(place)}} has no \(place) in the front matter" : "{{> \(place)}} is unknown; box and button are")
    }
  }

  private func button() -> EmailSource.Button? {
    guard let fields = file.front.fields(file.front.optional("button"), as: "button") else { return nil }
    let label = text(fields.required("label"))
    let target = text(fields.required("url"))
    let colorNode = fields.optional("color")
    let color = fields.value(colorNode, "a colour such as '#0b57d0'") { Color($0) == nil ? nil : $0 }
    fields.refuseOthers()
    if let color, let node = colorNode { checkContrast(color, line: node.line) }
    guard let label, let target else { return nil }
    return EmailSource.Button(label: label, link: link(target), color: color)
  }

  private func checkContrast(_ color: String, line: Int) {
    guard let background = Color(color), let text = Color(EmailTheme.light.buttonText) else { return }
    let ratio = background.contrast(with: text)
    if ratio < Color.readableContrast {
      report.add(
        file.path, line,
        "white text on \(color) has a contrast of \(ratio.contrastInWords); 4.5 is needed, take a darker colour")
    }
  }

  private func box() -> EmailSource.Box? {
    guard let fields = file.front.fields(file.front.optional("box"), as: "box") else { return nil }
    let title = fields.optional("title").flatMap(text)
    let progress = variable(fields.optional("progress"))
    let facts = fields.list(fields.optional("facts"), of: "facts").compactMap { node in
      fields.fields(node, as: "a fact").flatMap(fact)
    }
    fields.refuseOthers()
    return EmailSource.Box(title: title, progress: progress, facts: facts)
  }

  private func fact(_ fields: YAMLFields) -> EmailSource.Fact? {
    let label = text(fields.required("label"))
    let value = text(fields.required("value"))
    let condition = variable(fields.optional("when"))
    fields.refuseOthers()
    guard let label, let value else { return nil }
    return EmailSource.Fact(label: label, value: value, condition: condition)
  }

  /// The name of a variable, which the checks then look for as in any text.
  func variable(_ node: YAMLNode?) -> String? {
    guard let node, let name = file.front.text(node) else { return nil }
    return piece("{{#\(name)}}{{/\(name)}}", line: node.line) == nil ? nil : name
  }
}
