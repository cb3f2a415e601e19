public import Domain
import Store

extension Fixture {
  public static func recipient(_ learner: Int, at: Instant) -> Fixture {
    Fixture("rekindle.recipients", ["user_id": .int(learner), "created_at": .instant(at)])
  }

  /// A campaign's row without its version or SQL: enough for what only reads the ledger.
  public static func campaign(
    _ slug: String = "course-completion", messageClass: MessageClass = .marketing, at: Instant
  ) -> Fixture {
    Fixture(
      "rekindle.campaigns",
      [
        "slug": .text(slug), "title": .text(slug), "class": .text(messageClass.rawValue), "topic": .text("course"),
        "subject_type": .text("course"), "current_version": .int(1), "created_at": .instant(at),
      ])
  }

  /// An enrolment; it is over where `status` says so.
  public static func enrollment(
    of learner: Int, in course: Int, campaign: Int = 1, status: String = "active", dueAt: Instant? = nil, at: Instant
  ) -> Fixture {
    let isOver = !["active", "paused"].contains(status)
    return Fixture(
      "rekindle.campaign_enrollments",
      [
        "user_id": .int(learner), "subject_id": .int(course), "campaign_id": .int(campaign), "version": .int(1),
        "status": .text(status), "enrolled_at": .instant(at),
        "anchor_at": .instant(at + .hours(1)), "steps": .text("[]"),
        "next_due_at": .instant(status == "active" ? dueAt ?? at + .hours(1) : nil),
        "ended_at": .instant(isOver ? at + .days(1) : nil), "end_reason": .text(isOver ? status : nil),
      ])
  }

  /// A message in the state `status`, with what that state needs.
  public static func delivery(
    of learner: Int, enrollment: Int, subject: Int = 1, campaign: Int = 1, step: Int = 0, occurrence: Int = 1,
    channel: Channel = .email, status: String = "scheduled", at: Instant
  ) -> Fixture {
    let isOpen = ["scheduled", "sending", "unknown"].contains(status)
    let wasSent = ["sent", "presumed_sent"].contains(status)
    return Fixture(
      "rekindle.message_deliveries",
      [
        "user_id": .int(learner), "enrollment_id": .int(enrollment), "subject_id": .int(subject),
        "campaign_id": .int(campaign), "version": .int(1), "step": .int(step), "occurrence": .int(occurrence),
        "stage": .int(1), "channel": .text(channel.rawValue), "class": .text("marketing"), "status": .text(status),
        "template": .text("welcome-back"), "slot_at": .instant(at), "scheduled_at": .instant(at),
        "not_before": .instant(at), "expires_at": .instant(at + .hours(48)),
        "attention_at": .instant(isOpen ? at + .minutes(3) : nil), "sent_at": .instant(wasSent ? at : nil),
        "lease_token": .int(status == "sending" ? 1 : nil),
        "lease_until": .instant(status == "sending" ? at + .minutes(2) : nil),
        "reason": .text(["skipped", "failed"].contains(status) ? "expired" : nil),
      ])
  }
}
