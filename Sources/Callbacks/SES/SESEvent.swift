import Channels
import Domain
import JSON

/// One event of Amazon SES, as its event publishing writes it, or as the feedback notifications of an identity do.
struct SESEvent {
  private let json: JSON
  /// `eventType`, or `notificationType` of feedback notifications.
  private let type: String

  /// nil for anything but a JSON object.
  init?(_ text: String) {
    guard let json = try? JSON.parse(Array(text.utf8), limits: .callback), json.object != nil else { return nil }
    self.json = json
    type = json["eventType"]?.string ?? json["notificationType"]?.string ?? ""
  }

  /// None where the email is another program's, or another installation's; two where the provider did not try for a reason
  /// that says something about the recipient.
  func facts(environment: String) -> Result<[CallbackFact], CallbackBatch.Reason> {
    guard let named = tag("environment", header: "x-environment") else { return .success([]) }
    guard named == environment else { return .success([]) }
    guard let kinds else { return .failure(.unknownEvent) }
    if kinds.isEmpty { return .success([]) }
    guard let id = tag("delivery_id", header: "x-delivery-id").flatMap(Int.init), id >= 0 else {
      return .failure(.noDeliveryID)
    }
    guard let at = (object["timestamp"] ?? mail["timestamp"])?.string.flatMap({ Instant(rfc3339: $0) }) else {
      return .failure(.noTimestamp)
    }
    let messageID = mail["messageId"]?.string
    guard messageID?.isKeepable ?? true, !detail.utf8.contains(0) else {
      return .failure(.unreadableText)
    }
    return .success(
      kinds.map {
        CallbackFact(deliveryID: id, kind: $0, at: at, providerMessageID: messageID, detail: detail)
      })
  }

  private var mail: JSON { json["mail"] ?? .null }

  /// The member that is named as the event: `deliveryDelay` of `DeliveryDelay`.
  private var object: JSON { json[type.prefix(1).lowercased() + type.dropFirst()] ?? .null }

  /// What we gave the email as a tag, and where events have no tags, as a header of its own.
  private func tag(_ name: String, header: String) -> String? {
    if let value = mail["tags"]?[name]?.array?.first?.string { return value }
    return mail["headers"]?.array?.first { $0["name"]?.string?.lowercased() == header }?["value"]?.string
  }

  /// nil for a name that the documentation does not have; empty for one that says nothing about a delivery.
  private var kinds: [CallbackFact.Kind]? {
    switch type {
    case "Send": [.processed]
    case "Delivery": [.delivered]
    case "DeliveryDelay": [.deferred]
    case "Bounce": bounce
    case "Complaint": complaint
    // A virus, or a text that cannot be made: nothing went out.
    case "Reject", "Rendering Failure": [.dropped]
    case "Open": [.open]
    case "Click": [.click]
    case "Subscription": hasUnsubscribed ? [.unsubscribe] : []
    default: nil
    }
  }

  /// By the status of the server that refused it; where that says nothing, by the provider's types.
  private var bounce: [CallbackFact.Kind] {
    let subtype = object["bounceSubType"]?.string ?? ""
    guard object["bounceType"]?.string == "Permanent" else {
      let isUnwanted = ["ContentRejected", "AttachmentRejected"].contains(subtype) || status == .blocked
      return [isUnwanted ? .blocked : .softBounce]
    }
    if ["Suppressed", "OnAccountSuppressionList"].contains(subtype) { return [.dropped, .hardBounce] }
    return switch status {
    case .blocked: [.blocked]
    case .refused: [.softBounce]
    case .deadAddress, .unspecific, nil: [.hardBounce]
    }
  }

  private var status: MailStatus? { recipient["status"]?.string.flatMap { MailStatus($0) } }

  private var recipient: JSON {
    (object["bouncedRecipients"] ?? object["delayedRecipients"])?.array?.first ?? .null
  }

  private var complaint: [CallbackFact.Kind] {
    // Somebody has taken the email out of the spam folder.
    if object["complaintFeedbackType"]?.string == "not-spam" { return [] }
    return object["complaintSubType"]?.string == "OnAccountSuppressionList" ? [.dropped, .complaint] : [.complaint]
  }

  private var hasUnsubscribed: Bool {
    let preferences = object["newTopicPreferences"] ?? .null
    let topics = preferences["topicSubscriptionStatus"]?.array ?? preferences["topicPreferences"]?.array ?? []
    return preferences["unsubscribeAll"]?.bool == true
      || topics.contains { $0["subscriptionStatus"]?.string?.uppercased().replacing("_", with: "") == "OPTOUT" }
  }

  /// What tells two events of one kind and second apart.
  private var detail: String {
    let text =
      object["link"]?.string ?? recipient["status"]?.string ?? object["bounceSubType"]?.string
      ?? object["reason"]?.string ?? object["delayType"]?.string ?? ""
    return text.withoutControls(upTo: 500)
  }
}
