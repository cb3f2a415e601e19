import Domain
import JSON

/// Where the members of one SendGrid event stand that a fact is made of.
struct SendGridEvent {
  private enum Member: String, CaseIterable {
    case event, timestamp, environment, type, status, reason, url
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

  /// The facts of this event: none where it is not for us, two where the provider dropped the message for a reason
  /// that says something about the recipient.
  func facts(
    _ scanner: borrowing JSONScanner, environment own: [UInt8]
  ) -> Result<[CallbackFact], CallbackBatch.Reason> {
    if case .text = self[.environment], !scanner.equals(self[.environment], own) { return .success([]) }
    guard let kinds = kinds(scanner) else { return .failure(.unknownEvent) }
    if kinds.isEmpty { return .success([]) }
    guard let deliveryID = scanner.number(self[.deliveryID]) else { return .failure(.noDeliveryID) }
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

  /// The text of at most `limit` bytes, cut at a character; nil where it cannot be read or holds control characters.
  private func text(_ value: JSONScanner.Value, limit: Int, _ scanner: borrowing JSONScanner) -> String? {
    guard let text = scanner.text(value), !text.utf8.contains(where: { $0 < 0x20 }) else { return nil }
    if text.utf8.count <= limit { return text }
    var short = ""
    for character in text {
      if short.utf8.count + character.utf8.count > limit { break }
      short.append(character)
    }
    return short
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

  private func bounce(_ scanner: borrowing JSONScanner) -> CallbackFact.Kind {
    if case .absent = self[.type] { return .hardBounce }
    return scanner.equals(self[.type], "bounce") ? .hardBounce : .softBounce
  }

  private func dropped(_ scanner: borrowing JSONScanner) -> [CallbackFact.Kind] {
    if scanner.equals(self[.reason], "Bounced Address") || scanner.equals(self[.reason], "Invalid") {
      return [.dropped, .hardBounce]
    }
    if scanner.equals(self[.reason], "Unsubscribed Address") { return [.dropped, .unsubscribe] }
    if scanner.equals(self[.reason], "Spam Reporting Address") { return [.dropped, .complaint] }
    return [.dropped]
  }
}
