import Domain
import Rendering
import YAML

extension MessageCompiler {
  func whatsApp() -> WhatsAppSource? {
    file.front.optional("template") == nil ? freeText() : approvedText()
  }

  /// A text for inside a conversation: like a short message, but for its length and its lines.
  private func freeText() -> WhatsAppSource? {
    for key in ["language", "category", "phrases", "header", "button", "replies"] {
      guard let node = file.front.optional(key) else { continue }
      report.add(
        file.path, node.line, "the key \(key) belongs to an approved template; add template: and the name it was given")
    }
    let footer = footer()
    guard let template = piece(file.body, line: file.bodyLine) else { return nil }
    refusePlaces(template)
    let text = linked(file.body.flowed)
    refuseNothing(text)
    return WhatsAppSource(text: text, footer: completed(footer, below: text), links: links)
  }

  private func approvedText() -> WhatsAppSource? {
    let approval = approval()
    let phrases = phrases()
    let header = header()
    let footer = footer()
    let button = button()
    let replies = replies()
    guard let template = piece(file.body, line: file.bodyLine), let approval else { return nil }
    refusePlaces(template)
    let rules = WhatsAppRules(file: file, report: report)
    rules.checkBody(template)
    checkUse(of: phrases, in: template, header)
    rules.checkCategory(approval.category, of: campaign.campaign.messageClass)
    let count = replies.count + (button == nil ? 0 : 1)
    if count > WhatsAppLimits.buttons {
      report.add(
        file.path, file.bodyLine, "the template has \(count) buttons, WhatsApp takes \(WhatsAppLimits.buttons)")
    }
    let text = file.body.flowed
    refuseNothing(text)
    return WhatsAppSource(
      template: approval, text: text, phrases: phrases, header: header,
      footer: completed(footer, below: text, isMarketing: approval.category == .marketing), button: button,
      replies: replies, links: links)
  }

  private func approval() -> WhatsAppSource.Approval? {
    let name = file.front.value(file.front.required("template"), "a name of a-z, 0-9 and _") {
      WhatsAppRules.isTemplateName($0) ? $0 : nil
    }
    let language = language()
    let category: WhatsAppSource.Category? = file.front.choice(file.front.required("category"))
    guard let name, let language, let category else { return nil }
    return WhatsAppSource.Approval(name: name, language: language, category: category)
  }

  private func language() -> String? {
    guard let node = file.front.optional("language") else {
      let language = WhatsAppRules.language(campaign.language)
      if language == nil {
        report.add(
          file.path, 1,
          "the campaign's language \(campaign.language) is none of WhatsApp's; write language: en or pt_BR")
      }
      return language
    }
    return file.front.value(node, "a language such as en or pt_BR", WhatsAppRules.language)
  }

  private func header() -> WhatsAppSource.Header? {
    let node = file.front.optional("header")
    guard let node else { return nil }
    if node.scalar != nil { return headerText(node).map(WhatsAppSource.Header.text) }
    guard let fields = file.front.fields(node, as: "header, when it is no text,") else { return nil }
    let media = WhatsAppSource.Media.allCases.compactMap { media in
      fields.optional(media.rawValue).map { (media, $0) }
    }
    let words = fields.optional("text")
    fields.refuseOthers()
    if let words, media.isEmpty { return headerText(words).map(WhatsAppSource.Header.text) }
    guard media.count == 1, words == nil, let (kind, link) = media.first else {
      report.add(file.path, node.line, "a header is one of image, document, video, or a text")
      return nil
    }
    return text(link).map { .media(kind, url: $0) }
  }

  private func headerText(_ node: YAMLNode) -> String? {
    guard let text = text(node) else { return nil }
    WhatsAppRules(file: file, report: report).checkHeader(text, line: node.line)
    return text
  }

  private func footer() -> String? {
    guard let node = file.front.optional("footer"), let text = text(node) else { return nil }
    WhatsAppRules(file: file, report: report).checkFixed(text, "footer", atMost: WhatsAppLimits.footer, line: node.line)
    return text
  }

  private func button() -> WhatsAppSource.Button? {
    guard let fields = file.front.fields(file.front.optional("button"), as: "button") else { return nil }
    let label = label(fields)
    let node = fields.required("url")
    let target = text(node)
    fields.refuseOthers()
    guard let label, let target, let node else { return nil }
    WhatsAppRules(file: file, report: report).checkTarget(target, line: node.line)
    return WhatsAppSource.Button(label: label, link: link(target))
  }

  private func replies() -> [WhatsAppSource.Reply] {
    let replies = file.front.list(file.front.optional("replies"), of: "quick replies").compactMap { node in
      file.front.fields(node, as: "a quick reply").flatMap(reply)
    }
    for (index, reply) in replies.enumerated() where replies[..<index].contains(where: { $0.payload == reply.payload })
    {
      report.add(file.path, 1, "two quick replies have the payload \(reply.payload); nobody could tell them apart")
    }
    return replies
  }

  private func reply(_ fields: YAMLFields) -> WhatsAppSource.Reply? {
    let label = label(fields)
    let payload = fields.value(
      fields.required("payload"), "a payload of at most \(WhatsAppLimits.payload) letters, digits, _ and -"
    ) { WhatsAppRules.isPayload($0) ? $0 : nil }
    fields.refuseOthers()
    guard let label, let payload else { return nil }
    return WhatsAppSource.Reply(label: label, payload: payload)
  }

  private func label(_ fields: YAMLFields) -> String? {
    guard let node = fields.required("label"), let text = text(node) else { return nil }
    WhatsAppRules(file: file, report: report).checkFixed(text, "label", atMost: WhatsAppLimits.label, line: node.line)
    return text
  }

  private func refusePlaces(_ template: MustacheTemplate) {
    for place in template.partials {
      report.add(file.path, file.bodyLine, "{{> \(place)}} has no place in a WhatsApp message")
    }
  }

  private func refuseNothing(_ text: String) {
    if text.isEmpty { report.add(file.path, file.bodyLine, "the message has no text") }
  }

  /// The footer, which says how to stop where the message must and nothing else in it does.
  private func completed(_ footer: String?, below text: String, isMarketing: Bool = false) -> String? {
    let mustSay = isMarketing || campaign.campaign.messageClass != .transactional
    let says = [text, footer ?? ""].contains { $0.split { !$0.isLetter }.contains("STOP") }
    guard mustSay, !says else { return footer }
    let optOut = (Phrases.of(campaign.language) ?? .english).replyStop
    if footer != nil {
      report.add(
        file.path, file.front.line,
        "neither the text nor the footer says how to stop; name STOP in one, such as: \(optOut)")
    }
    return footer ?? optOut
  }
}

extension String {
  /// Each paragraph on one line, but for the items of lists and for quotes, which begin lines of their own.
  fileprivate var flowed: String {
    var text = ""
    for line in split(separator: "\n", omittingEmptySubsequences: false).map(\.words) {
      if line.isEmpty {
        if !text.isEmpty, !text.hasSuffix("\n") { text += "\n\n" }
      } else {
        let continues = !text.isEmpty && !text.hasSuffix("\n")
        text += (continues ? (line.startsLine ? "\n" : " ") : "") + line
      }
    }
    while text.hasSuffix("\n") { text.removeLast() }
    return text
  }

  /// Whether a reader of WhatsApp sees an item or a quote here.
  private var startsLine: Bool {
    let mark = prefix { $0 != " " }
    let number = mark.dropLast()
    let isNumber = mark.last == "." && !number.isEmpty && number.allSatisfy(\.isNumber)
    return mark.count < count
      && (["-", "*", ">", "\u{2022}", "\u{2713}", "\u{2705}", "\u{2717}"].contains(mark) || isNumber)
  }
}

extension Substring {
  /// The words with one blank between them.
  fileprivate var words: String { split(whereSeparator: \.isWhitespace).joined(separator: " ") }
}
