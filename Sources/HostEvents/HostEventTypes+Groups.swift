import JSON

extension HostEventTypes {
  private static let group = HostField.id("group_id", "which group")
  private static let meeting = HostField.id("meeting_id", "which meeting")

  static let groups: [HostEventType] = [
    HostEventType(
      "lms.group.updated", "A study group is there, or what is known of it has changed.", writes: "groups",
      keys: ["group_id"], about: "group",
      [
        .id("group_id", "the host's number of the group"), .name("name", "as messages print it", .required),
        .link("channel_url", "where its members talk"), .name("discord_channel_id", "its channel on Discord"),
      ]),
    HostEventType(
      "lms.group.joined", "A learner was assigned to a group.", writes: "group_members", keys: ["group_id", "user_id"],
      about: "group", [group, .learner, .time("joined_at", "when", .eventTime)]),
    HostEventType(
      "lms.group.left", "A learner is no longer in a group.", .change, writes: "group_members",
      keys: ["group_id", "user_id"], about: "group", [group, .learner, .time("left_at", "when", .eventTime)]),
    HostEventType(
      "lms.group.scheduled", "A group meets again and again, or when it does has changed.", writes: "group_schedules",
      keys: ["group_id"], about: "group",
      [
        group, .time("starts_at", "when the first meeting begins", .required),
        .time("ends_at", "when the first meeting ends", .required),
        HostField("frequency", .word(["daily", "weekly", "monthly"]), .unchanged, "how often; weekly for what is new"),
        HostField(
          "every", .integer(1...52), .unchanged, "days, weeks or months from one to the next; 1 for what is new"),
        HostField("meetings", .integer(1...400), .required, "how many there are"),
        .name("timezone", "whose clocks the meetings keep, such as Europe/Berlin"),
        .time("changed_at", "since when it is so; members are told what is newer", .eventTime),
        .time("cancelled_at", "null takes a cancellation back"),
      ]),
    HostEventType(
      "lms.group.unscheduled", "A group does not meet any more.", .change, writes: "group_schedules",
      keys: ["group_id"],
      about: "group", [group, .time("cancelled_at", "since when", .eventTime)]),
    HostEventType(
      "lms.meeting.created", "A group meets, or known details of the meeting change.", writes: "meetings",
      keys: ["meeting_id"], about: "meeting",
      [
        .id("meeting_id", "the host's number of the meeting"), group, .name("title", "as messages print it"),
        .time("starts_at", "when it begins", .required), .time("ends_at", "when it ends", .required),
        .time("cancelled_at", "null takes a cancellation back"), .link("url", "where one takes part"),
        HostField(
          "planned_at", .time, .unchanged,
          "its start as the group's series has it; the first that was told where nobody says",
          in: .other("meeting_plans")),
      ]),
    HostEventType(
      "lms.meeting.rescheduled", "A meeting takes place at another time.", .change, writes: "meetings",
      keys: ["meeting_id"], about: "meeting",
      [meeting, .time("starts_at", "when it begins now", .required), .time("ends_at", "when it ends now", .required)]),
    HostEventType(
      "lms.meeting.cancelled", "A meeting does not take place.", .change, writes: "meetings", keys: ["meeting_id"],
      about: "meeting", [meeting, .time("cancelled_at", "since when", .eventTime)]),
    HostEventType(
      "lms.meeting.restored", "A meeting that was cancelled takes place after all.", .change, writes: "meetings",
      keys: ["meeting_id"], about: "meeting",
      [meeting, HostField("cancelled_at", .time, .value(.null), "null, where nothing is said")]),
    HostEventType(
      "lms.lesson.updated", "A lesson is there, or what is known of it has changed.", writes: "lessons",
      keys: ["lesson_id"],
      [
        .id("lesson_id", "the host's number of the lesson"), .name("title", "as messages print it", .required),
        HostField("position", .integer(0...100_000), .unchanged, "its place among the lessons"),
        .id("meeting_id", "the meeting that it prepares", .unchanged), .link("url", "its page"),
      ]),
    HostEventType(
      "lms.lesson.completed", "A learner has finished a lesson.", writes: "lesson_completions",
      keys: ["lesson_id", "user_id"], [.id("lesson_id", "which"), .learner, .time("completed_at", "when", .eventTime)]),
    HostEventType(
      "lms.trial_lesson.started", "A learner has begun a trial lesson.", writes: "trial_lessons", keys: ["trial_id"],
      about: "trial",
      [
        .id("trial_id", "the host's number of the trial"), .learner, .id("lesson_id", "which lesson"),
        .time("started_at", "when", .eventTime),
      ]),
    HostEventType(
      "lms.trial_lesson.completed", "A learner has finished a trial lesson.", .change, writes: "trial_lessons",
      keys: ["trial_id"], about: "trial",
      [
        .id("trial_id", "which"), HostField("user_id", .person, .required, "whose", in: .nowhere),
        .time("completed_at", "when", .eventTime),
      ]),
  ]
}
