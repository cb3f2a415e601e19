import JSON
import Rendering

/// What is handed in for approval, with a sample learner's values as examples.
struct TemplateSubmission {
  private let source: WhatsAppSource
  private let approval: WhatsAppSource.Approval
  private let message: RenderedWhatsApp
  private let numbered: NumberedText
  private let header: NumberedText?

  /// nil for a free text, which nobody approves.
  init?(_ source: WhatsAppSource, _ message: RenderedWhatsApp) {
    guard let approval = source.template, let body = try? MustacheTemplate(source.text) else { return nil }
    self.source = source
    self.approval = approval
    self.message = message
    numbered = NumberedText(body)
    if case .text(let text) = source.header {
      header = (try? MustacheTemplate(text)).map(NumberedText.init)
    } else {
      header = nil
    }
  }

  /// The body of Meta's `POST /{WABA-ID}/message_templates`.
  var json: JSON {
    [
      "name": .string(approval.name), "language": .string(approval.language),
      "category": .string(approval.category.rawValue.uppercased()), "parameter_format": "POSITIONAL",
      "components": .array(
        [headerJSON, bodyJSON, source.footer.map { ["type": "FOOTER", "text": .string($0)] }, buttonsJSON]
          .compactMap(\.self)),
    ]
  }

  private var bodyJSON: JSON? {
    var body: [String: JSON] = ["type": "BODY", "text": .string(numbered.text)]
    if !message.values.isEmpty { body["example"] = ["body_text": [.array(message.values.map(JSON.string))]] }
    return .object(body)
  }

  private var headerJSON: JSON? {
    switch message.header {
    case nil: return nil
    case .media(let media, let url, _):
      return [
        "type": "HEADER", "format": .string(media.rawValue.uppercased()), "example": ["header_handle": [.string(url)]],
      ]
    case .text(_, let value):
      var json: [String: JSON] = ["type": "HEADER", "format": "TEXT", "text": .string(header?.text ?? "")]
      if let value { json["example"] = ["header_text": [.string(value)]] }
      return .object(json)
    }
  }

  private var buttonsJSON: JSON? {
    var buttons: [JSON] = []
    if let button = source.button, let suffix = message.buttonSuffix {
      buttons.append([
        "type": "URL", "text": .string(button.label), "url": .string(PreviewValues.linkBase + "{{1}}"),
        "example": [.string(PreviewValues.linkBase + suffix)],
      ])
    }
    buttons += source.replies.map { ["type": .string("quick_reply".uppercased()), "text": .string($0.label)] }
    return buttons.isEmpty ? nil : ["type": "BUTTONS", "buttons": .array(buttons)]
  }

  /// The same for people who fill in a provider's form.
  var text: String {
    var lines = [
      "Template \(approval.name), language \(approval.language), category \(approval.category.rawValue)", "",
    ]
    lines += headerLines + ["Body:", numbered.text, ""]
    if let footer = source.footer { lines += ["Footer: \(footer)", ""] }
    if let button = source.button, let suffix = message.buttonSuffix {
      lines += [
        "URL button: \(button.label), \(PreviewValues.linkBase){{1}}, such as \(PreviewValues.linkBase)\(suffix)", "",
      ]
    }
    if !source.replies.isEmpty {
      lines += source.replies.map { "Quick reply: \($0.label), payload \($0.payload)" } + [""]
    }
    lines += zip(numbered.names, message.values).enumerated().map { index, variable in
      "{{\(index + 1)}} is \(variable.0), such as \(variable.1)"
    }
    return lines.joined(separator: "\n") + "\n"
  }

  private var headerLines: [String] {
    switch message.header {
    case nil: []
    case .text(let written, _): ["Header: \(header?.text ?? ""), such as \(written)", ""]
    case .media(let media, let url, _): ["Header: \(media.rawValue), such as \(url)", ""]
    }
  }
}
