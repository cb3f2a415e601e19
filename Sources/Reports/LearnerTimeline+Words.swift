import Domain
import Store

extension LearnerTimeline.Row {
  /// What it is, in a word or two.
  var what: String { Self.names[kind] ?? kind.replacing("_", with: " ") }

  /// The channel by its name.
  var place: String? {
    channel.map { $0 == "all" ? "All" : Channel(rawValue: $0)?.traits.label ?? $0 }
  }

  /// Why, or how: a sentence; nil where there is nothing to say.
  var words: String? {
    switch kind {
    case "goal": code == "held_out" ? "The learner reached the campaign's goal, and was never written to." : nil
    case "held_out": Reason.holdout.explanation
    case "ended", "due": code.map { Reason(rawValue: $0)?.explanation ?? $0 }
    case "complaint" where deliveryID != nil: reported
    case "opt_out", "complaint", "bounce", "admin", "lifted":
      [Self.scopes[code ?? ""], detail.map { kind == "lifted" ? $0 : "by \($0.replacing("_", with: " "))" }]
        .compactMap(\.self).joined(separator: ", ")
    case "scheduled", "sending", "sent", "presumed_sent", "skipped", "failed", "unknown":
      code.map { Reason.sentence($0, detail: detail, status: kind) }
    case "click": detail.flatMap { Int($0) }.map { "Link \($0 + 1) of the message." }
    default: reported
    }
  }

  /// What a provider reported beside the kind.
  private var reported: String? {
    code == "machine" ? "By a scanner or a privacy proxy, not by a person." : detail
  }

  private static let names = [
    "enrolled": "Came in", "held_out": "Left alone", "ended": "Over", "goal": "Goal reached", "due": "Next look",
    "scheduled": "Planned", "sending": "On its way", "sent": "Sent", "presumed_sent": "Presumed sent",
    "skipped": "Not sent", "failed": "Failed", "unknown": "In doubt", "processed": "Taken by the provider",
    "delivered": "Delivered", "deferred": "Delayed", "open": "Opened", "click": "Clicked",
    "soft_bounce": "Came back for now", "blocked": "Blocked", "hard_bounce": "Came back",
    "dropped": "Dropped by the provider", "unsubscribe": "Unsubscribed at the provider", "complaint": "Complained",
    "opt_out": "Said no", "bounce": "Address refused", "admin": "Closed by an administrator", "lifted": "No taken back",
    "agreed": "Agreed", "withdrawn": "Agreement withdrawn", "replied": "Wrote back", "wished": "Wishes",
  ]

  private static let scopes = [
    "all": "everything", "topic": "this topic", "campaign": "this campaign", "subject": "this subject",
  ]
}

extension Reason {
  /// Why a message has the status that it has: ours in our words, a provider's by its code.
  static func sentence(_ code: String, detail: String?, status: String) -> String {
    if let known = Reason(rawValue: code) {
      return detail.map { "\(known.explanation) It was: \($0)." } ?? known.explanation
    }
    return switch status {
    case "failed": "The provider refused it for good (\(code))."
    case "unknown": "Whether the provider took it is not known yet (\(code))."
    case "scheduled": "The provider did not take it at the last attempt (\(code)); it is tried again."
    default: "The last attempt ended with \(code)."
    }
  }
}
