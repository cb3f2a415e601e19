import Domain

extension Campaign {
  /// The product's main campaign.
  static let courseCompletion = Campaign(
    slug: "course-completion", title: "Course completion reminders", messageClass: .marketing, topic: "course",
    subject: "course", exclusiveGroup: "course",
    enter: EntryRule(
      .silence(inactiveDays: 3, lookbackDays: 30), delay: .hours(1), reentryAfter: .days(30)),
    maximumMessages: [.email: 8], sendWindows: [:], fallbackZone: "Asia/Kolkata", retry: .standard,
    steps: [
      Step(
        id: "email", timing: .every(.days(7)), channels: [.email],
        templates: [
          StageTemplate(from: 1, name: "welcome-back"), StageTemplate(from: 2, name: "value"),
          StageTemplate(from: 4, name: "effort"), StageTemplate(from: 6, name: "gentle"),
        ]),
      Step(
        id: "sms", timing: .every(.days(30)), channels: [.sms], requires: [.email: 2],
        templates: [StageTemplate(from: 1, name: "sms")]),
    ])
}
