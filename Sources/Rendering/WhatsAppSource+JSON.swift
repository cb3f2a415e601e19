public import JSON

extension WhatsAppSource {
  /// Reads what `json` wrote; nil for anything else.
  public init?(json: JSON) {
    guard let text = json["text"]?.string, let links = json["links"]?.strings, let replies = json["replies"]?.array
    else { return nil }
    self.init(text: text, footer: json["footer"]?.string, links: links)
    for reply in replies {
      guard let label = reply["label"]?.string, let payload = reply["payload"]?.string else { return nil }
      self.replies.append(Reply(label: label, payload: payload))
    }
    if let json = json["template"] {
      guard let template = Approval(json: json) else { return nil }
      self.template = template
    }
    if let json = json["header"] {
      guard let header = Header(json: json) else { return nil }
      self.header = header
    }
    if let json = json["button"] {
      guard let label = json["label"]?.string, let link = json["link"]?.integer, links.indices.contains(link) else {
        return nil
      }
      button = Button(label: label, link: link)
    }
  }

  public var json: JSON {
    var members: [String: JSON] = [
      "text": .string(text), "links": .strings(links),
      "replies": .array(replies.map { ["label": .string($0.label), "payload": .string($0.payload)] }),
    ]
    members["template"] = template?.json
    members["header"] = header?.json
    members["footer"] = footer.map(JSON.string)
    members["button"] = button.map { ["label": .string($0.label), "link": .integer($0.link)] }
    return .object(members)
  }
}

extension WhatsAppSource.Approval {
  init?(json: JSON) {
    guard let name = json["name"]?.string, let language = json["language"]?.string,
      let category = json["category"]?.string.flatMap(WhatsAppSource.Category.init)
    else { return nil }
    self.init(name: name, language: language, category: category)
  }

  var json: JSON {
    ["name": .string(name), "language": .string(language), "category": .string(category.rawValue)]
  }
}

extension WhatsAppSource.Header {
  init?(json: JSON) {
    if let text = json["text"]?.string {
      self = .text(text)
    } else if let media = json["media"]?.string.flatMap(WhatsAppSource.Media.init), let url = json["url"]?.string {
      self = .media(media, url: url)
    } else {
      return nil
    }
  }

  var json: JSON {
    switch self {
    case .text(let text): ["text": .string(text)]
    case .media(let media, let url): ["media": .string(media.rawValue), "url": .string(url)]
    }
  }
}
