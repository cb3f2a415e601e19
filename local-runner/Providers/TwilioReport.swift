import Domain

/// The status callbacks of one text message (docs/providers/twilio.md).
struct TwilioReport {
  let callbackURL: String?
  /// The form of each callback, in order.
  let callbacks: [[(name: String, value: String)]]

  init(_ accepted: AcceptedMessage, _ settings: CallbackSettings) {
    let message = ReadMessage(accepted)
    callbackURL = message.callbackURL
    let bounces = Double.random(in: 0..<1) < settings.bounced
    callbacks = ["sent", bounces ? "undelivered" : "delivered"].map { status in
      var form = [
        ("ApiVersion", "2010-04-01"), ("MessageStatus", status), ("SmsStatus", status), ("SmsSid", accepted.id),
        ("MessageSid", accepted.id), ("To", message.to), ("From", message.from),
      ]
      if status == "undelivered" { form.append(("ErrorCode", "30005")) }
      return form.map { (name: $0.0, value: $0.1) }
    }
  }
}
