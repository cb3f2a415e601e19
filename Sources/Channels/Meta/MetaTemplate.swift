import JSON

/// A template message in Meta's words: nothing of it but what varies.
struct MetaTemplate {
  private let template: WhatsAppMessage.Template

  init(_ template: WhatsAppMessage.Template) { self.template = template }

  var json: JSON {
    [
      "name": .string(template.name), "language": ["policy": "deterministic", "code": .string(template.language)],
      "components": .array([header, body].compactMap(\.self) + buttons),
    ]
  }

  private var header: JSON? {
    switch template.header {
    case nil: nil
    case .text(let value): ["type": "header", "parameters": [["type": "text", "text": .string(value)]]]
    case .media(let media, let url, _):
      [
        "type": "header",
        "parameters": [["type": .string(media.rawValue), media.rawValue: ["link": .string(url)]]],
      ]
    }
  }

  private var body: JSON? {
    guard !template.values.isEmpty else { return nil }
    return ["type": "body", "parameters": .array(template.values.map { ["type": "text", "text": .string($0)] })]
  }

  private var buttons: [JSON] {
    var buttons: [JSON] = []
    func add(_ kind: JSON, _ parameter: JSON) {
      buttons.append([
        "type": "button", "sub_type": kind, "index": .string(String(buttons.count)), "parameters": [parameter],
      ])
    }
    if let suffix = template.buttonSuffix { add("url", ["type": "text", "text": .string(suffix)]) }
    for payload in template.replies { add("quick_reply", ["type": "payload", "payload": .string(payload)]) }
    return buttons
  }
}
