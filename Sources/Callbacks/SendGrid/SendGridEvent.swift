import Domain
import JSON

/// Where the members of one SendGrid event stand that a fact is made of.
struct SendGridEvent: ScannedObject {
  private var event = JSONScanner.Value.absent
  private var timestamp = JSONScanner.Value.absent
  private var messageID = JSONScanner.Value.absent
  private var deliveryID = JSONScanner.Value.absent
  private var environment = JSONScanner.Value.absent
  private var type = JSONScanner.Value.absent
  private var status = JSONScanner.Value.absent
  private var reason = JSONScanner.Value.absent
  private var url = JSONScanner.Value.absent
  private var machineOpen = JSONScanner.Value.absent

  static let members: [(name: StaticString, place: any WritableKeyPath<SendGridEvent, JSONScanner.Value> & Sendable)] =
    [
      ("event", \.event), ("timestamp", \.timestamp), ("sg_message_id", \.messageID), ("delivery_id", \.deliveryID),
      ("environment", \.environment), ("type", \.type), ("status", \.status), ("reason", \.reason), ("url", \.url),
      ("sg_machine_open", \.machineOpen),
    ]

  /// The facts of this event: none where it is not for us, two where the provider dropped the message for a reason
  /// that says something about the recipient.
  func facts(
    _ scanner: borrowing JSONScanner, environment own: [UInt8]
  ) -> Result<[CallbackFact], CallbackBatch.Reason> {
    if case .text = environment, !scanner.equals(environment, own) { return .success([]) }
    guard let kinds = kinds(scanner) else { return .failure(.unknownEvent) }
    if kinds.isEmpty { return .success([]) }
    guard let deliveryID = scanner.number(deliveryID) else { return .failure(.noDeliveryID) }
    guard let seconds = scanner.number(timestamp), seconds < 100_000_000_000 else { return .failure(.noTimestamp) }
    guard let messageID = text(messageID, limit: 200, scanner),
      let detail = text(kinds[0] == .click ? url : kinds[0] == .dropped ? reason : status, limit: 500, scanner)
    else { return .failure(.unreadableText) }
    let provider = messageID.prefix { $0 != "." }
    return .success(
      kinds.map {
        CallbackFact(
          deliveryID: deliveryID, kind: $0, at: Instant(seconds: seconds),
          providerMessageID: provider.isEmpty ? nil : String(provider), detail: detail,
          isSuspect: $0 == .open && scanner.isTrue(machineOpen))
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
    if scanner.equals(event, "delivered") { return [.delivered] }
    if scanner.equals(event, "processed") { return [.processed] }
    if scanner.equals(event, "open") { return [.open] }
    if scanner.equals(event, "click") { return [.click] }
    if scanner.equals(event, "deferred") { return [.deferred] }
    if scanner.equals(event, "bounce") { return [bounce(scanner)] }
    if scanner.equals(event, "dropped") { return dropped(scanner) }
    if scanner.equals(event, "spamreport") { return [.complaint] }
    if scanner.equals(event, "unsubscribe") || scanner.equals(event, "group_unsubscribe") { return [.unsubscribe] }
    // What somebody allows the provider does not overrule what they refused us.
    if scanner.equals(event, "group_resubscribe") || scanner.equals(event, "account_status_change") { return [] }
    return nil
  }

  private func bounce(_ scanner: borrowing JSONScanner) -> CallbackFact.Kind {
    if case .absent = type { return .hardBounce }
    return scanner.equals(type, "bounce") ? .hardBounce : .softBounce
  }

  private func dropped(_ scanner: borrowing JSONScanner) -> [CallbackFact.Kind] {
    if scanner.equals(reason, "Bounced Address") || scanner.equals(reason, "Invalid") {
      return [.dropped, .hardBounce]
    }
    if scanner.equals(reason, "Unsubscribed Address") { return [.dropped, .unsubscribe] }
    if scanner.equals(reason, "Spam Reporting Address") { return [.dropped, .complaint] }
    return [.dropped]
  }
}
