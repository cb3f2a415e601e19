import Domain

/// Where the members of one SendGrid event stand that a fact is made of.
struct SendGridEvent {
  private var event = EventScanner.Value.absent
  private var timestamp = EventScanner.Value.absent
  private var messageID = EventScanner.Value.absent
  private var deliveryID = EventScanner.Value.absent
  private var environment = EventScanner.Value.absent
  private var type = EventScanner.Value.absent
  private var status = EventScanner.Value.absent
  private var reason = EventScanner.Value.absent
  private var url = EventScanner.Value.absent
  private var machineOpen = EventScanner.Value.absent
  private var hasDuplicate = false

  /// Notes the value of the member named `key`, if it is one that matters.
  mutating func set(_ key: Slice<UnsafeBufferPointer<UInt8>>, to value: EventScanner.Value) {
    switch key.count {
    case 3: note("url", \.url, key, value)
    case 4: note("type", \.type, key, value)
    case 5: note("event", \.event, key, value)
    case 6:
      note("status", \.status, key, value)
      note("reason", \.reason, key, value)
    case 9: note("timestamp", \.timestamp, key, value)
    case 11:
      note("delivery_id", \.deliveryID, key, value)
      note("environment", \.environment, key, value)
    case 13: note("sg_message_id", \.messageID, key, value)
    case 15: note("sg_machine_open", \.machineOpen, key, value)
    default: break
    }
  }

  private mutating func note(
    _ name: StaticString, _ member: WritableKeyPath<SendGridEvent, EventScanner.Value>,
    _ key: Slice<UnsafeBufferPointer<UInt8>>, _ value: EventScanner.Value
  ) {
    guard UnsafeBufferPointer(start: name.utf8Start, count: key.count).elementsEqual(key) else { return }
    if case .absent = self[keyPath: member] { self[keyPath: member] = value } else { hasDuplicate = true }
  }

  /// The facts of this event: none where it is not for us, two where the provider dropped the message for a reason
  /// that says something about the recipient.
  func facts(
    _ scanner: borrowing EventScanner, environment own: [UInt8]
  ) -> Result<[CallbackFact], CallbackBatch.Reason> {
    if hasDuplicate { return .failure(.duplicateKey) }
    if case .text = environment, !scanner.equals(environment, own) { return .success([]) }
    guard let kinds = kinds(scanner) else { return .failure(.unknownEvent) }
    if kinds.isEmpty { return .success([]) }
    guard let deliveryID = scanner.number(deliveryID) else { return .failure(.noDeliveryID) }
    guard let seconds = scanner.number(timestamp), seconds < 100_000_000_000 else { return .failure(.noTimestamp) }
    guard let messageID = scanner.text(messageID, limit: 200),
      let detail = scanner.text(kinds[0] == .click ? url : kinds[0] == .dropped ? reason : status, limit: 500)
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

  /// nil for a name that the documentation does not have; empty for one that says nothing about a delivery.
  private func kinds(_ scanner: borrowing EventScanner) -> [CallbackFact.Kind]? {
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

  private func bounce(_ scanner: borrowing EventScanner) -> CallbackFact.Kind {
    if case .absent = type { return .hardBounce }
    return scanner.equals(type, "bounce") ? .hardBounce : .softBounce
  }

  private func dropped(_ scanner: borrowing EventScanner) -> [CallbackFact.Kind] {
    if scanner.equals(reason, "Bounced Address") || scanner.equals(reason, "Invalid") {
      return [.dropped, .hardBounce]
    }
    if scanner.equals(reason, "Unsubscribed Address") { return [.dropped, .unsubscribe] }
    if scanner.equals(reason, "Spam Reporting Address") { return [.dropped, .complaint] }
    return [.dropped]
  }
}
