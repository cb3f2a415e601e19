import JSON

/// What a message's names stand for: the learner's values, and those of the sender, which nothing can replace.
struct MessageValues {
  private(set) var learner: JSON
  private let sender: (details: SenderDetails, links: RecipientLinks, letter: JSON)?
  /// Values of the sender that were cut to fit.
  private var replaced: [SystemVariable: JSON] = [:]

  /// Values without a sender.
  init(learner: JSON) {
    self.learner = learner
    sender = nil
  }

  init(learner: JSON, sender: SenderDetails, links: RecipientLinks, items: [LetterItem] = []) {
    self.learner = learner
    self.sender = (sender, links, items.isEmpty ? .null : ["items": .array(items.map(\.json))])
  }

  /// The sender's value, or the learner's where the sender has none of that name.
  subscript(name: String) -> JSON? { SystemVariable(rawValue: name).flatMap(ofSender) ?? learner[name] }

  /// The sender's value, null where it is not given, so that no value of the learner can stand for it; nil without a sender.
  func ofSender(_ variable: SystemVariable) -> JSON? {
    guard let sender else { return nil }
    if !replaced.isEmpty, let value = replaced[variable] { return value }
    return switch variable {
    case .brand: .string(sender.details.brand)
    case .postalAddress: .string(sender.details.postalAddress)
    case .supportEmail: sender.details.supportEmail.map(JSON.string) ?? .null
    case .supportPhone: sender.details.supportPhone.map(JSON.string) ?? .null
    case .unsubscribeURL: .string(sender.links.unsubscribe)
    case .unsubscribeAllURL: .string(sender.links.unsubscribeAll)
    case .preferencesURL: .string(sender.links.preferences)
    case .passwordURL: .string(sender.links.password())
    case .dataURL: .string(sender.links.data())
    case .openPixelURL: sender.links.openPixel.map(JSON.string) ?? .null
    case .letter: sender.letter
    }
  }

  mutating func replace(_ name: String, with value: JSON) {
    if sender != nil, let variable = SystemVariable(rawValue: name) {
      replaced[variable] = value
    } else if var members = learner.object {
      members[name] = value
      learner = .object(members)
    }
  }
}
