import Channels
import Domain
import JSON

/// Where the members of one SendGrid event stand that a fact is made of.
struct SendGridEvent {
  private enum Member: String, CaseIterable {
    case event, timestamp, environment, type, status, reason, url
    case classification = "bounce_classification"
    case messageID = "sg_message_id"
    case deliveryID = "delivery_id"
    case machineOpen = "sg_machine_open"
  }

  private static let order = Member.allCases
  /// The names of the members, in the order of `values`.
  static let members = order.map(\.rawValue)

  let values: [JSONScanner.Value]

  private subscript(member: Member) -> JSONScanner.Value {
    SendGridEvent.order.firstIndex(of: member).map { values[$0] } ?? .absent
  }

  /// The facts of this event: none where it is not for us, as every event of another program under the same account, two
  /// where the provider dropped the message for a reason that says something about the recipient.
  func facts(
    _ scanner: borrowing JSONScanner, environment own: [UInt8]
  ) -> Result<[CallbackFact], CallbackBatch.Reason> {
    if case .text = self[.environment], !scanner.equals(self[.environment], own) { return .success([]) }
    let deliveryID = scanner.number(self[.deliveryID])
    if deliveryID == nil, case .absent = self[.environment] { return .success([]) }
    guard let kinds = kinds(scanner) else { return .failure(.unknownEvent) }
    if kinds.isEmpty { return .success([]) }
    guard let deliveryID else { return .failure(.noDeliveryID) }
    guard let seconds = scanner.number(self[.timestamp]), seconds < 100_000_000_000 else {
      return .failure(.noTimestamp)
    }
    guard let messageID = text(self[.messageID], limit: 200, scanner),
      let detail = text(self[kinds[0] == .click ? .url : kinds[0] == .dropped ? .reason : .status], limit: 500, scanner)
    else { return .failure(.unreadableText) }
    let provider = messageID.prefix { $0 != "." }
    return .success(
      kinds.map {
        CallbackFact(
          deliveryID: deliveryID, kind: $0, at: Instant(seconds: seconds),
          providerMessageID: provider.isEmpty ? nil : String(provider), detail: detail,
          isSuspect: $0 == .open && scanner.isTrue(self[.machineOpen]))
      })
  }

  /// The text of at most `limit` bytes, cut at a character, line breaks as blanks and none at its ends; nil where it cannot
  /// be read or holds a NUL.
  private func text(_ value: JSONScanner.Value, limit: Int, _ scanner: borrowing JSONScanner) -> String? {
    guard var text = scanner.text(value), !text.utf8.contains(0) else { return nil }
    if text.utf8.contains(where: { $0 < 0x20 }) {
      text = text.split(whereSeparator: \.isWhitespace).joined(separator: " ").filter {
        $0.asciiValue.map { $0 >= 0x20 } ?? true
      }
    }
    return text.cut(toBytes: limit)
  }

  /// nil for a name that the documentation does not have; empty for one that says nothing about a delivery.
  private func kinds(_ scanner: borrowing JSONScanner) -> [CallbackFact.Kind]? {
    if scanner.equals(self[.event], "delivered") { return [.delivered] }
    if scanner.equals(self[.event], "processed") { return [.processed] }
    if scanner.equals(self[.event], "open") { return [.open] }
    if scanner.equals(self[.event], "click") { return [.click] }
    if scanner.equals(self[.event], "deferred") { return [.deferred] }
    if scanner.equals(self[.event], "bounce") { return [bounce(scanner)] }
    if scanner.equals(self[.event], "dropped") { return dropped(scanner) }
    if scanner.equals(self[.event], "spamreport") { return [.complaint] }
    if scanner.equals(self[.event], "unsubscribe") || scanner.equals(self[.event], "group_unsubscribe") {
      return [.unsubscribe]
    }
    // What somebody allows the provider does not overrule what they refused us.
    if scanner.equals(self[.event], "group_resubscribe") || scanner.equals(self[.event], "account_status_change") {
      return []
    }
    return nil
  }

  /// By the status of the server that refused it; where that says nothing, by the provider's classification and type.
  private func bounce(_ scanner: borrowing JSONScanner) -> CallbackFact.Kind {
    let isBlocked = word(.type, scanner) == "blocked"
    switch MailStatus(word(.status, scanner)) {
    case .deadAddress: return isBlocked ? .softBounce : .hardBounce
    case .blocked: return .blocked
    case .refused: return .softBounce
    case .unspecific, nil: break
    }
    switch word(.classification, scanner) {
    case "invalid address": return .hardBounce
    case "content", "reputation", "frequency or volume too high": return .blocked
    case "mailbox unavailable", "technical failure", "technical": return .softBounce
    default: return isBlocked ? .blocked : ["", "bounce"].contains(word(.type, scanner)) ? .hardBounce : .softBounce
    }
  }

  private func dropped(_ scanner: borrowing JSONScanner) -> [CallbackFact.Kind] {
    switch word(.reason, scanner) {
    case "bounced address", "invalid": [.dropped, .hardBounce]
    case "unsubscribed address": [.dropped, .unsubscribe]
    case "spam reporting address": [.dropped, .complaint]
    case "spam content": [.dropped, .blocked]
    default: [.dropped]
    }
  }

  /// A short text in small letters; empty where there is none.
  private func word(_ member: Member, _ scanner: borrowing JSONScanner) -> String {
    text(self[member], limit: 100, scanner)?.lowercased() ?? ""
  }
}
