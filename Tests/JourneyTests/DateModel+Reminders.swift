import Domain

extension DateModel {
  /// Everything that somebody could be reminded of.
  var all: [Reminder] {
    DatedCampaign.all.flatMap { campaign in
      campaign.steps.indices.flatMap { step in
        zones.keys.flatMap { learner in
          truth.all(campaign.table).keys.map {
            Reminder(campaign: campaign.name, step: step, learner: learner, subject: $0[0])
          }
        }
      }
    }
  }

  /// What was promised of a reminder.
  func step(_ reminder: Reminder) -> DatedCampaign.Step { campaign(reminder).steps[reminder.step] }

  private func campaign(_ reminder: Reminder) -> DatedCampaign {
    DatedCampaign.all.first { $0.name == reminder.campaign } ?? .session
  }

  /// The date that the learner has with the subject; nil where there is none, or no more.
  func moment(_ reminder: Reminder) -> Instant? {
    let (learner, subject) = (reminder.learner, reminder.subject)
    guard let row = truth[campaign(reminder).table, subject], row.instant("cancelled_at") == nil else { return nil }
    switch reminder.campaign {
    case "session":
      guard let own = truth["registration", subject, learner], own.instant("cancelled_at") == nil else { return nil }
      return row.instant("starts_at")
    case "meeting", "nudge":
      let isMember = truth.isIn("member", [row.number("group_id"), learner], since: "joined_at", until: "left_at")
      return isMember ? row.instant("starts_at") : nil
    case "assignment":
      let takes = truth.isIn(
        "taking", [row.number("course_id"), learner], since: "enrolled_at", until: "unenrolled_at")
      return takes ? row.instant("due_at") : nil
    case "trial": return row.number("user_id") == learner ? row.instant("started_at") : nil
    default: return row.number("user_id") == learner ? row.instant("requested_at") : nil
    }
  }

  /// Whether what the learner is reminded of is not done yet.
  func isOpen(_ reminder: Reminder) -> Bool {
    switch reminder.campaign {
    case "trial": truth["trial", reminder.subject]?.instant("completed_at") == nil
    case "assignment": truth["submission", reminder.subject, reminder.learner] == nil
    case "payment": truth["payment", reminder.subject]?.instant("paid_at") == nil
    default: true
    }
  }

  /// Whether the reminder is for a learner who has come no further than this.
  func holds(_ reminder: Reminder) -> Bool {
    guard let fact = step(reminder).fact else { return true }
    let lessons = truth.all("lesson").filter { $0.value.number("meeting_id") == reminder.subject }.keys.map { $0[0] }
    let done = lessons.filter { truth["completion", $0, reminder.learner] != nil }.count
    if lessons.isEmpty { return false }
    return fact == "under_half" ? done * 2 < lessons.count : done < lessons.count
  }
}
