import Domain
import Rendering

/// Compiles one message file into what senders render.
final class MessageCompiler {
  private let campaign: CampaignFile
  private let file: MessageFile
  private let report: Report
  private var pieces: [MessageDraft.Piece] = []
  private var links: [String] = []

  init(_ file: MessageFile, of campaign: CampaignFile, report: Report) {
    self.file = file
    self.campaign = campaign
    self.report = report
  }

  /// The message; nil, with faults reported, where it cannot be compiled.
  func compile() -> MessageDraft? {
    guard !ShieldedText.usesMarks(file.body) else {
      report.add(file.path, file.bodyLine, "the text has private use characters (U+E000, U+E001)")
      return nil
    }
    let content: MessageCatalog.Entry.Content? =
      switch file.channel {
      case .email: email().map(MessageCatalog.Entry.Content.email)
      case .sms: sms().map(MessageCatalog.Entry.Content.sms)
      case .whatsapp, .discord, .inapp: unsupported()
      }
    file.front.refuseOthers()
    return content.map {
      MessageDraft(
        file: file.path, name: file.name, channel: file.channel, content: $0, pieces: pieces, linkLine: file.bodyLine)
    }
  }

  private func unsupported() -> MessageCatalog.Entry.Content? {
    report.add(file.path, 1, "messages for \(file.channel.rawValue) cannot be compiled; use email or sms")
    return nil
  }

  /// Reads a front matter text as Mustache on one line.
  private func text(_ node: YAMLNode?) -> String? {
    guard let node, let text = file.front.text(node) else { return nil }
    if text.contains(where: \.isNewline) {
      report.add(file.path, node.line, "this text must be one line")
      return nil
    }
    return piece(text, line: node.line) == nil ? nil : text
  }

  private func piece(_ text: String, line: Int) -> MustacheTemplate? {
    do throws(MustacheError) {
      let template = try MustacheTemplate(text)
      pieces.append(MessageDraft.Piece(text: text, line: line, template: template))
      return template
    } catch {
      report.add(file.path, line + error.line - 1, error.reason)
      return nil
    }
  }

  private func link(_ target: String) -> Int {
    if let known = links.firstIndex(of: target) { return known }
    links.append(target)
    return links.count - 1
  }
}

// MARK: - Email

extension MessageCompiler {
  private func email() -> EmailSource? {
    let subject = text(file.front.required("subject"))
    let preheader = text(file.front.required("preheader"))
    let button = button()
    let box = box()
    guard let reason = campaign.reason else {
      report.add(CampaignFile.name, campaign.reasonLine, "emails need the key reason: why the learner gets them")
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
      subject: subject, preheader: preheader, html: MessageHTMLWriter.html(blocks),
      text: MessageTextWriter.text(blocks), links: links, button: button, box: box, reason: reason,
      footer: campaign.campaign.messageClass == .transactional
        ? .preferences : .optOut(subject: campaign.campaign.subject, topic: campaign.campaign.topic),
      language: campaign.language)
  }

  private func checkPlaces(_ template: MustacheTemplate, box: Bool, button: Bool) {
    for place in template.partials where !(place == "box" && box) && !(place == "button" && button) {
      let known = ["box", "button"].contains(place)
      report.add(
        file.path, file.bodyLine,
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
      let shown = "\(Int(ratio)).\(Int(ratio * 100) % 100 < 10 ? "0" : "")\(Int(ratio * 100) % 100)"
      report.add(
        file.path, line, "white text on \(color) has a contrast of \(shown) : 1; 4.5 is needed, take a darker colour")
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
  private func variable(_ node: YAMLNode?) -> String? {
    guard let node, let name = file.front.text(node) else { return nil }
    return piece("{{#\(name)}}{{/\(name)}}", line: node.line) == nil ? nil : name
  }
}

// MARK: - SMS

extension MessageCompiler {
  private func sms() -> SMSSource? {
    let shortens = file.front.list(file.front.optional("shorten"), of: "variables").compactMap(variable)
    let segments = file.front.value(file.front.optional("segments"), "a number from 1 to 4") {
      ScalarForms.count($0).flatMap { (1...4).contains($0) ? $0 : nil }
    }
    guard let template = piece(file.body, line: file.bodyLine) else { return nil }
    for place in template.partials { report.add(file.path, file.bodyLine, "{{> \(place)}} has no place in an SMS") }
    let text = linked(paragraphs())
    return SMSSource(
      text: text, links: links, shortens: shortens, maximumSegments: segments ?? 2,
      carriesOptOut: campaign.campaign.messageClass != .transactional)
  }

  /// The body with each paragraph on one line.
  private func paragraphs() -> String {
    let lines = file.body.split(separator: "\n", omittingEmptySubsequences: false).map { line in
      String(line.drop(while: \.isWhitespace))
    }
    return lines.split(separator: "").map { $0.joined(separator: " ") }.joined(separator: "\n")
  }

  /// The text with each `<target>` as a tracked link.
  private func linked(_ text: String) -> String {
    var result = ""
    var rest = text[...]
    while let open = rest.firstIndex(of: "<"), let close = rest[open...].firstIndex(of: ">") {
      result += rest[..<open] + "{{link:\(link(String(rest[rest.index(after: open)..<close])))}}"
      rest = rest[rest.index(after: close)...]
    }
    return result + rest
  }
}
