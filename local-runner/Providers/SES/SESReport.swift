import Domain
import JSON

/// What Amazon SES' event publishing tells of one email (docs/providers/ses.md).
struct SESReport {
  let events: [JSON]

  init(_ accepted: AcceptedMessage, _ settings: CallbackSettings, at time: Instant) {
    let message = accepted.read()
    let mail: JSON = [
      "timestamp": .string(accepted.acceptedAt.rfc3339), "messageId": .string(accepted.id),
      "source": .string(message.from), "destination": [.string(message.to)],
      "tags": .object(message.correlation.mapValues { [.string($0)] }),
    ]
    func event(_ type: String, _ member: String, _ details: [String: JSON]) -> JSON {
      let details = details.merging(["timestamp": .string(time.rfc3339)]) { $1 }
      return ["eventType": .string(type), "mail": mail, member: .object(details)]
    }
    if message.to.hasPrefix("bounce") || Double.random(in: 0..<1) < settings.bounced {
      let recipient: JSON = [
        "emailAddress": .string(message.to), "action": "failed", "status": "5.1.1",
        "diagnosticCode": "smtp; 550 5.1.1 this address does not exist",
      ]
      events = [
        event(
          "Bounce", "bounce",
          ["bounceType": "Permanent", "bounceSubType": "General", "bouncedRecipients": [recipient]])
      ]
      return
    }
    var events = [
      event("Delivery", "delivery", ["recipients": [.string(message.to)], "smtpResponse": "250 2.0.0 OK"])
    ]
    if Double.random(in: 0..<1) < settings.opened {
      let agent: [String: JSON] = ["ipAddress": "192.0.2.2", "userAgent": "Mozilla/5.0"]
      events.append(event("Open", "open", agent))
      if Double.random(in: 0..<1) < settings.clicked {
        events.append(event("Click", "click", agent.merging(["link": "https://learn.example.org/"]) { $1 }))
      }
    }
    self.events = events
  }
}
