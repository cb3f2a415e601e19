import Channels
import Domain
import JSON

/// A provider that takes a message in two requests: the learner's room is opened, then the message is posted into it.
struct PostProvider: Provider {
  static let name = "postal"

  private let base: ProviderURL

  init(_ settings: Settings) throws(ProviderSettingError) {
    base = try ProviderURL(settings.require("POSTAL_BASE_URL"), setting: "POSTAL_BASE_URL")
  }

  func exchange(for message: PostChannel.Message, now: Instant) -> Exchange {
    Exchange(request("/rooms", ["learner": .string(message.learner)])) { observation, _ in
      switch observation {
      case .answered(let answer) where answer.status == 200:
        guard let room = id(answer) else { return .over(.rejected(retryAfter: nil, code: "no_room")) }
        return .next(Exchange(request("/rooms/\(room)/posts", ["text": .string(message.text)]), outcome: posted))
      case .tooLate: return .over(.notAttempted)
      default: return .over(.rejected(retryAfter: nil, code: "no_room"))
      }
    }
  }

  private func posted(_ observation: Observation, now: Instant) -> SendOutcome {
    switch observation {
    case .answered(let answer) where answer.status == 200: .accepted(providerMessageID: id(answer))
    case .tooLate: .notAttempted
    default: .ambiguous(code: "lost")
    }
  }

  private func id(_ answer: Observation.Answer) -> String? { (try? JSON.parse(answer.body))?["id"]?.string }

  private func request(_ path: String, _ body: JSON) -> ProviderRequest {
    .http(HTTPCall(url: base.appending(path), headers: [.init("Content-Type", "application/json")], body: body.bytes))
  }
}
