import Channels
import Domain
import JSON
import Store

/// One line of a journal.
package enum JournalLine {
  /// The attempt's claim is asked for.
  case claimed(Attempt)
  /// The attempt's request goes to the wire.
  case leaves(Attempt)
  /// The attempt is over.
  case ended(Attempt)

  var bytes: [UInt8] { json.bytes + [0x0A] }

  private var json: JSON {
    switch self {
    case .claimed(let attempt):
      [
        "claimed", .integer(attempt.token), .integer(attempt.deliveryID), .integer(attempt.number),
        .integer(attempt.version.campaign), .integer(attempt.version.version),
        .array(attempt.items.flatMap { [.integer($0.deliveryID), .integer($0.token)] }),
      ]
    case .leaves(let attempt): ["leaves", .integer(attempt.token)]
    case .ended(let attempt): ["ended", .integer(attempt.token), attempt.outcome?.journalled ?? .null]
    }
  }
}

extension JournalLine {
  /// The attempts that the lines of a journal tell of, each with its end.
  ///
  /// What did not leave was not attempted, and what left without an answer may have been accepted. A line that was cut
  /// off is the last and is passed over.
  package static func attempts(in journal: [UInt8]) -> [Attempt] {
    var attempts: [Int: Attempt] = [:]
    for line in journal.split(separator: 0x0A) {
      guard let fields = (try? JSON.parse(Array(line)))?.array, fields.count > 1, let token = fields[1].integer else {
        continue
      }
      switch fields[0].string {
      case "claimed":
        attempts[token] = claimed(
          token, fields.dropFirst(2).compactMap(\.integer), items: fields.last?.array?.compactMap(\.integer) ?? [])
      case "leaves": attempts[token] = attempts[token]?.ended(.ambiguous(code: "sender_killed"))
      case "ended":
        if fields.count > 2, let end = SendOutcome(journalled: fields[2]) {
          attempts[token] = attempts[token]?.ended(end)
        }
      default: continue
      }
    }
    return Array(attempts.values)
  }

  private static func claimed(_ token: Int, _ numbers: [Int], items: [Int]) -> Attempt? {
    guard numbers.count == 4, items.count.isMultiple(of: 2) else { return nil }
    let pairs = stride(from: 0, to: items.count, by: 2).map {
      Attempt.Item(deliveryID: items[$0], token: items[$0 + 1])
    }
    return Attempt(
      deliveryID: numbers[0], version: CampaignVersionID(campaign: numbers[2], version: numbers[3]), token: token,
      number: numbers[1], items: pairs
    ).ended(.notAttempted)
  }
}

extension SendOutcome {
  fileprivate var journalled: JSON {
    switch self {
    case .accepted(let id): ["accepted", id.map(JSON.string) ?? .null]
    case .rejected(let wait, let code): ["rejected", .string(code), wait.map { .integer($0.microseconds) } ?? .null]
    case .failed(let code, let effect, _): ["failed", .string(code), .string(effect.rawValue)]
    case .ambiguous(let code): ["ambiguous", .string(code)]
    case .notAttempted: ["not_attempted"]
    }
  }

  fileprivate init?(journalled json: JSON) {
    guard let fields = json.array, let kind = fields.first?.string else { return nil }
    let text = fields.count > 1 ? fields[1].string : nil
    switch (kind, text) {
    case ("accepted", _): self = .accepted(providerMessageID: text)
    case ("rejected", let code?):
      self = .rejected(retryAfter: fields.last?.integer.map(Instant.Span.init(microseconds:)), code: code)
    case ("failed", let code?):
      let effect = fields.last?.string.flatMap(FailureEffect.init(rawValue:))
      self = .failed(code: code, effect: effect ?? .none, detail: nil)
    case ("ambiguous", let code?): self = .ambiguous(code: code)
    case ("not_attempted", _): self = .notAttempted
    default: return nil
    }
  }
}
