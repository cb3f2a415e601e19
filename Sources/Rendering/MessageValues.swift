import JSON

/// What a message's names stand for: the learner's values, and those of the sender, which nothing can replace.
struct MessageValues {
  private(set) var learner: JSON
  /// By system name; a null is there, so that no value of the learner can stand for it.
  private var sender: [String: JSON]

  /// Values without a sender.
  init(learner: JSON) {
    self.learner = learner
    sender = [:]
  }

  init(learner: JSON, sender: SenderDetails, links: RecipientLinks, items: [LetterItem] = []) {
    let values: [(SystemVariable, String?)] = [
      (.brand, sender.brand), (.postalAddress, sender.postalAddress), (.supportEmail, sender.supportEmail),
      (.supportPhone, sender.supportPhone),
      (.unsubscribeURL, links.unsubscribe), (.unsubscribeAllURL, links.unsubscribeAll),
      (.preferencesURL, links.preferences), (.passwordURL, links.password), (.dataURL, links.data),
      (.openPixelURL, links.openPixel),
    ]
    self.learner = learner
    self.sender = Dictionary(
      uniqueKeysWithValues: values.lazy.map { ($0.rawValue, $1.map(JSON.string) ?? .null) })
    self.sender[SystemVariable.letter.rawValue] = items.isEmpty ? .null : ["items": .array(items.map(\.json))]
  }

  /// The sender's value, or the learner's where the sender has none of that name.
  subscript(name: String) -> JSON? { sender[name] ?? learner[name] }

  /// The sender's value; nil where it has none of that name.
  func ofSender(_ name: String) -> JSON? { sender[name] }

  mutating func replace(_ name: String, with value: JSON) {
    if sender[name] != nil {
      sender[name] = value
    } else if var members = learner.object {
      members[name] = value
      learner = .object(members)
    }
  }
}
