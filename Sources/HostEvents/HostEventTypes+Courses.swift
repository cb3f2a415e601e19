import JSON

extension HostEventTypes {
  private static let inCourse = [HostField.learner, .id("course_id", "in which course")]

  static let courses: [HostEventType] = [
    HostEventType(
      "lms.course.updated", "A course is there, or what is known of it has changed.", writes: "courses",
      keys: ["course_id"], about: "course",
      [
        .id("course_id", "the host's number of the course"), .name("name", "as messages print it", .required),
        .name("code", "its short name"),
        HostField("total_modules", .integer(0...100_000), .unchanged, "how many it has"),
        HostField("cpd_points", .number(0...9999), .unchanged, "what completion gives"),
        HostField("starts_on", .day, .unchanged, "its first day"),
        HostField("ends_on", .day, .unchanged, "its last day"),
        .link("url", "its page"),
      ]),
    HostEventType(
      "lms.enrolment.started", "A learner takes a course.", writes: "course_enrolments",
      keys: ["user_id", "course_id"],
      about: "course", inCourse + [.time("enrolled_at", "when", .eventTime)]),
    HostEventType(
      "lms.enrolment.ended", "A learner has left a course.", writes: "course_enrolments",
      keys: ["user_id", "course_id"], about: "course", inCourse + [.time("unenrolled_at", "when", .eventTime)]),
    HostEventType(
      "lms.activity.recorded", "A learner has done something in a course.", writes: "user_activities", keys: [],
      about: "course",
      inCourse + [
        .name("activity_type", "what, as lesson", .required), .time("activity_date", "when", .eventTime),
      ]),
    HostEventType(
      "lms.progress.updated", "A learner has come further in a course.", writes: "user_course_progress",
      keys: ["user_id", "course_id"], about: "course",
      inCourse + [
        HostField("completion_percentage", .number(0...100), .required, "how far"),
        HostField("modules_completed", .integer(0...100_000), .unchanged, "how many"),
        .time("last_accessed_at", "the newest visit", .eventTime), .time("completed_at", "when it was finished"),
      ]),
    HostEventType(
      "lms.course.completed", "A learner has finished a course.", writes: "user_course_progress",
      keys: ["user_id", "course_id"], about: "course",
      inCourse + [
        HostField("completion_percentage", .number(0...100), .value(100), "how far that is"),
        .time("completed_at", "when", .eventTime),
      ]),
    HostEventType(
      "lms.module.completed", "A learner has finished a module of a course.", writes: "module_completions",
      keys: ["user_id", "course_id", "module_number"], about: "course",
      inCourse + [
        HostField("module_number", .integer(1...100_000), .required, "which, counted from 1"),
        .time("completed_at", "when", .eventTime),
        HostField("minutes", .integer(0...1_000_000), .value(.null), "that the learner spent on it"),
      ]),
    HostEventType(
      "lms.assignment.created", "Something is to be handed in, or known details of it change.", writes: "assignments",
      keys: ["assignment_id"], about: "assignment",
      [
        .id("assignment_id", "the host's number of the assignment"), .id("course_id", "in which course"),
        .name("title", "as messages print it", .required), .time("due_at", "until when", .required),
        .time("cancelled_at", "null takes a cancellation back"), .link("url", "where it is handed in"),
      ]),
    HostEventType(
      "lms.assignment.moved", "The date of an assignment has changed.", .change, writes: "assignments",
      keys: ["assignment_id"], about: "assignment",
      [.id("assignment_id", "which"), .time("due_at", "until when now", .required)]),
    HostEventType(
      "lms.assignment.cancelled", "An assignment is no longer asked for.", .change, writes: "assignments",
      keys: ["assignment_id"], about: "assignment",
      [.id("assignment_id", "which"), .time("cancelled_at", "since when", .eventTime)]),
    HostEventType(
      "lms.assignment.extended", "A learner has a date of their own for an assignment.", writes: "assignment_dates",
      keys: ["assignment_id", "user_id"], about: "assignment",
      [
        .id("assignment_id", "which", of: "assignments"), .learner,
        .time("due_at", "until when they hand it in, in the place of the assignment's date", .required),
      ]),
    HostEventType(
      "lms.assignment.excused", "An assignment is not asked of one learner.", writes: "assignment_dates",
      keys: ["assignment_id", "user_id"], about: "assignment",
      [
        .id("assignment_id", "which", of: "assignments"), .learner,
        HostField("due_at", .time, .value(.null), "null: they have no date"),
      ]),
    HostEventType(
      "lms.assignment.submitted", "A learner has handed in an assignment.", writes: "submissions",
      keys: ["assignment_id", "user_id"], about: "assignment",
      [.id("assignment_id", "which"), .learner, .time("submitted_at", "when", .eventTime)]),
    HostEventType(
      "lms.certificate.issued", "A learner has earned a certificate.", writes: "certificates", keys: ["certificate_id"],
      about: "certificate",
      [
        .id("certificate_id", "the host's number of the certificate"), .learner,
        .id("course_id", "for which course", .unchanged), .id("session_id", "or for which session", .unchanged),
        .name("code", "what stands on it"), HostField("cpd_points", .number(0...9999), .unchanged, "what it is worth"),
        .time("issued_at", "when", .eventTime), .time("expires_at", "until when it can be fetched"),
        .link("url", "where it can be fetched"),
      ]),
    HostEventType(
      "lms.certificate.downloaded", "A certificate was fetched.", writes: "certificate_downloads",
      keys: ["certificate_id"], about: "certificate",
      [
        .id("certificate_id", "which"), HostField("user_id", .person, .required, "whose", in: .nowhere),
        .time("downloaded_at", "when", .eventTime),
      ]),
  ]
}
