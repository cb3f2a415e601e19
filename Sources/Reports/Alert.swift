import Store

/// When a figure of the installation alerts people (REQ-0-87 to REQ-0-91).
enum Alert: String, CaseIterable {
  case detectionFailing = "detection_failing_days"
  case emailDelivery = "email_delivery_percent"
  case smsDelivery = "sms_delivery_percent"
  case queue = "queued_messages"
  case optOuts = "opt_out_percent"

  /// nil for a figure that alerts nobody.
  init?(of row: AlertFigures.Row) { self.init(rawValue: row.figure) }

  var threshold: Double {
    switch self {
    case .detectionFailing: 2
    case .emailDelivery: 95
    case .smsDelivery: 98
    case .queue: 10_000
    case .optOuts: 5
    }
  }

  /// Whether people should look; a figure that cannot be judged is quiet.
  func isFiring(at value: Double?) -> Bool {
    guard let value else { return false }
    return switch self {
    case .detectionFailing: value >= threshold
    case .emailDelivery, .smsDelivery: value < threshold
    case .queue, .optOuts: value > threshold
    }
  }

  /// What is measured, for people.
  var words: String {
    switch self {
    case .detectionFailing: "Days on which detection failed since it last succeeded"
    case .emailDelivery: "Emails delivered, in percent"
    case .smsDelivery: "SMS delivered, in percent"
    case .queue: "Messages in the queue"
    case .optOuts: "Opt-outs in a day, in percent of the learners written to"
    }
  }
}
