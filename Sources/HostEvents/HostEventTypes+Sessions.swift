extension HostEventTypes {
  private static let session = HostField.id("session_id", "which session")

  static let sessions: [HostEventType] = [
    HostEventType(
      "lms.session.scheduled", "A live session is planned, or known details of it change.", writes: "sessions",
      keys: ["session_id"], about: "session",
      [
        .id("session_id", "the host's number of the session"), .name("title", "as messages print it", .required),
        .time("starts_at", "when it begins", .required), .time("ends_at", "when it ends", .required),
        .name("topic", "sessions of one topic are recommended to each other's audience"),
        .name("speaker_name", "with its title"), .name("speaker_credentials", "what makes them worth hearing"),
        HostField("cpd_points", .number(0...9999), .unchanged, "what it gives"),
        HostField("key_points", .text(10_000), .unchanged, "what it is about, one a line"),
        .time("cancelled_at", "null takes a cancellation back"),
        .link("join_url", "where one takes part", in: .other("session_details")),
      ]),
    HostEventType(
      "lms.session.moved", "A session takes place at another time.", .change, writes: "sessions", keys: ["session_id"],
      about: "session",
      [session, .time("starts_at", "when it begins now", .required), .time("ends_at", "when it ends now", .required)]),
    HostEventType(
      "lms.session.cancelled", "A session does not take place.", .change, writes: "sessions", keys: ["session_id"],
      about: "session", [session, .time("cancelled_at", "since when", .eventTime)]),
    HostEventType(
      "lms.session.ended", "A session is over.", .change, writes: "sessions", keys: ["session_id"], about: "session",
      [session, .time("ends_at", "when it really ended", .eventTime)]),
    HostEventType(
      "lms.registration.created", "A learner has registered for a session.", writes: "session_registrations",
      keys: ["session_id", "user_id"], about: "session",
      [
        session, .learner, .time("registered_at", "when", .eventTime),
        .time("cancelled_at", "null takes a cancellation back"),
      ]),
    HostEventType(
      "lms.registration.cancelled", "A learner does not come after all.", .change, writes: "session_registrations",
      keys: ["session_id", "user_id"], about: "session",
      [session, .learner, .time("cancelled_at", "when", .eventTime)]),
    HostEventType(
      "lms.attendance.recorded", "A learner was in a session.", writes: "session_attendance",
      keys: ["session_id", "user_id"], about: "session", [session, .learner, .time("joined_at", "when", .eventTime)]),
    HostEventType(
      "lms.recording.published", "A session's recording can be watched.", writes: "recordings", keys: ["session_id"],
      about: "recording",
      [
        session, .link("url", "the page that plays it"), .time("available_at", "from when", .eventTime),
        .time("expires_at", "until when"),
        HostField("duration_minutes", .integer(0...100_000), .unchanged, "how long it is"),
      ]),
    HostEventType(
      "lms.recording.viewed", "A learner has watched a recording.", writes: "recording_views",
      keys: ["session_id", "user_id"], about: "recording", [session, .learner, .time("viewed_at", "when", .eventTime)]),
  ]
}
