public import JSON

extension EmailSource {
  /// Reads what `json` wrote; nil for anything else.
  public init?(json: JSON) {
    guard let subject = json["subject"]?.string, let preheader = json["preheader"]?.string,
      let html = json["html"]?.string, let text = json["text"]?.string, let links = json["links"]?.strings,
      let reason = json["reason"]?.string, let footer = json["footer"].flatMap(Footer.init(json:)),
      let language = json["language"]?.string
    else { return nil }
    self.init(
      subject: subject, preheader: preheader, html: html, text: text, links: links,
      button: json["button"].flatMap(Button.init(json:)), box: json["box"].flatMap(Box.init(json:)),
      reason: reason, footer: footer, language: language, theme: json["theme"]?.string)
  }

  /// A message without a theme has no key for it, as those of versions that were published before.
  public var json: JSON {
    var members: [String: JSON] = [
      "subject": .string(subject), "preheader": .string(preheader), "html": .string(html), "text": .string(text),
      "links": .strings(links), "button": button?.json ?? nil, "box": box?.json ?? nil, "reason": .string(reason),
      "footer": footer.json, "language": .string(language),
    ]
    members["theme"] = theme.map(JSON.string)
    return .object(members)
  }
}

extension EmailSource.Button {
  init?(json: JSON) {
    guard let label = json["label"]?.string, let link = json["link"]?.integer else { return nil }
    self.init(label: label, link: link, color: json["color"]?.string)
  }

  var json: JSON { ["label": .string(label), "link": .integer(link), "color": color.map(JSON.string) ?? .null] }
}

extension EmailSource.Box {
  init?(json: JSON) {
    guard let facts = json["facts"]?.array?.compactMap(EmailSource.Fact.init(json:)) else { return nil }
    self.init(title: json["title"]?.string, progress: json["progress"]?.string, facts: facts)
  }

  var json: JSON {
    [
      "title": title.map(JSON.string) ?? .null, "progress": progress.map(JSON.string) ?? .null,
      "facts": .array(facts.map(\.json)),
    ]
  }
}

extension EmailSource.Fact {
  init?(json: JSON) {
    guard let label = json["label"]?.string, let value = json["value"]?.string else { return nil }
    self.init(label: label, value: value, condition: json["condition"]?.string)
  }

  var json: JSON {
    ["label": .string(label), "value": .string(value), "condition": condition.map(JSON.string) ?? .null]
  }
}

extension EmailSource.Footer {
  init?(json: JSON) {
    if json == "preferences" {
      self = .preferences
    } else if json == "plain" {
      self = .plain
    } else {
      guard let subject = json["subject"]?.string, let topic = json["topic"]?.string else { return nil }
      self = .optOut(subject: subject, topic: topic)
    }
  }

  var json: JSON {
    switch self {
    case .optOut(let subject, let topic): ["subject": .string(subject), "topic": .string(topic)]
    case .preferences: "preferences"
    case .plain: "plain"
    }
  }
}
