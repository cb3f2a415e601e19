import Domain
import JSON

/// What SendGrid's Event Webhook tells of one email (docs/providers/sendgrid.md).
struct SendGridReport {
  let events: [JSON]

  init(_ accepted: AcceptedMessage, _ settings: CallbackSettings, at time: Instant) {
    let message = ReadMessage(accepted)
    func event(_ kind: String, _ details: [String: JSON]) -> JSON {
      var members: [String: JSON] = [
        "email": .string(message.to), "timestamp": .integer(time.seconds), "event": .string(kind),
        "sg_event_id": .string("\(kind)-\(accepted.id)"), "sg_message_id": .string(accepted.id + ".local-1.0"),
        "smtp-id": .string("<\(accepted.id)@sink.local>"),
      ]
      for (name, value) in message.correlation { members[name] = .string(value) }
      return .object(members.merging(details) { $1 })
    }
    if message.to.hasPrefix("bounce") || Double.random(in: 0..<1) < settings.bounced {
      events = [
        event("bounce", ["type": "bounce", "status": "5.1.1", "reason": "550 5.1.1 this address does not exist"])
      ]
      return
    }
    var events = [event("delivered", ["response": "250 2.0.0 OK", "ip": "192.0.2.1", "tls": 1])]
    if Double.random(in: 0..<1) < settings.opened {
      let agent: [String: JSON] = ["ip": "192.0.2.2", "useragent": "Mozilla/5.0"]
      events.append(event("open", agent))
      if Double.random(in: 0..<1) < settings.clicked {
        events.append(event("click", agent.merging(["url": "https://learn.example.org/"]) { $1 }))
      }
    }
    self.events = events
  }
}
