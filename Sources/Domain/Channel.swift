/// A way to reach a learner.
public enum Channel: String, CaseIterable, Sendable, Hashable {
  case email, sms, whatsapp, discord, inapp
}
