/// What Interakt's words for a refusal mean; its interface has no codes.
enum InteraktErrorKind: String, CaseIterable {
  case noConversation = "no_conversation"
  case noTemplate = "no_template"
  case badNumber = "bad_number"
  case unauthorized
  case refused

  init(_ text: String, status: Int) {
    let text = text.lowercased()
    if [401, 403].contains(status) {
      self = .unauthorized
    } else if text.contains("24 hours") {
      self = .noConversation
    } else if text.contains("template"),
      ["not found", "not exist", "not approved", "no approved"].contains(where: text.contains)
    {
      self = .noTemplate
    } else if text.contains("phone"), ["invalid", "not valid", "incorrect"].contains(where: text.contains) {
      self = .badNumber
    } else {
      self = .refused
    }
  }

  var effect: FailureEffect {
    switch self {
    case .noConversation, .refused: .none
    case .noTemplate: .templateRejected
    case .badNumber: .deadAddress
    case .unauthorized: .tripsBreaker
    }
  }
}
