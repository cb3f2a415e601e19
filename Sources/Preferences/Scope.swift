/// How much a learner says no to.
public enum Scope: String, CaseIterable, Sendable {
  /// What the message was about, such as one course (REQ-0-67).
  case subject
  /// Everything of the kind, such as all course reminders (REQ-0-68, X-20).
  case topic
  /// All reminders and news; receipts and the like still come.
  case all
}
