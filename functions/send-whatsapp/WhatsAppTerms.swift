import Store

/// What the provider allows at one moment: the templates that it has approved, and the conversations that are open.
struct WhatsAppTerms {
  let provider: String
  private let templates: [String: ReadTemplates.Row]
  private let open: Set<Int>

  init(provider: String, templates: [ReadTemplates.Row], open: [Int]) {
    self.provider = provider
    self.templates = Dictionary(templates.map { ("\($0.name) \($0.language)", $0) }, uniquingKeysWith: { $1 })
    self.open = Set(open)
  }

  /// What is known of a template; nil where nobody has said anything.
  func template(_ name: String, _ language: String) -> ReadTemplates.Row? { templates["\(name) \(language)"] }

  /// Whether the learner of a delivery wrote so lately that a free text may answer.
  func isOpen(_ deliveryID: Int) -> Bool { open.contains(deliveryID) }
}
