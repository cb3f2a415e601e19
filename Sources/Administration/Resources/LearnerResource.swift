import Access
import Domain
import FunctionContract
import JSON
import Reports
import Store

/// One learner: why they were written to, and what people may do about it; all of it is in the trail.
enum LearnerResource {
  private static let about = Endpoint.Trail.about("learner", parameter: "user_id")
  private static let campaign = Field("campaign", .text(1...40), "Only in this campaign; in all where it is not said.")
  private static let channel = Field(
    "channel", .word(["all"] + Channel.allCases.map(\.rawValue)), "On this channel; on all where it is not said.")
  private static func count(_ name: String) -> JSON { Schema.object([name: Schema.integer]) }

  static let endpoints = [
    Endpoint(
      "GET /api/learners/{user_id}", "Why a learner was, or was not, written to in a campaign", .personal, trail: about,
      query: [
        Field("campaign", .text(1...40), "The campaign; the first where it is not said."),
        Field("subject", .text(1...20), "Only about this course or other subject, by its id."),
      ],
      answer: Answer(
        "What stands against writing, the episodes, and what the next tick would decide", ["type": "object"]),
      action: LearnerLook.explain),
    Endpoint(
      "GET /api/learners/{user_id}/preview", "A message with a learner's values", .personal, trail: about,
      query: [
        Field("campaign", .text(1...40), "The campaign.", isRequired: true),
        Field("template", .text(1...60), "The message.", isRequired: true),
        Field("channel", .word(Channel.allCases.map(\.rawValue)), "The channel.", isRequired: true),
        Field(
          "subject", .text(1...20),
          "About this course or other subject; that of the latest episode where it is not said."),
        Field("version", .integer(1...1_000_000), "Which version; the current one where it is not said."),
      ],
      answer: Answer("The parts of the message", TemplatePreview.schema), action: LearnerLook.preview),
    Endpoint(
      "GET /api/learners/{user_id}/export", "Everything that is known about a learner", .personal, trail: about,
      answer: Answer("One object for the learner", ["type": "object"]), action: LearnerLook.export),
    Endpoint(
      "POST /api/learners/{user_id}/pause", "Hold a learner's episodes", .operate, trail: about, body: [campaign],
      answer: Answer("How many episodes that holds", count("paused")), action: LearnerDeed.pause),
    Endpoint(
      "POST /api/learners/{user_id}/resume", "Let a learner's held episodes go on", .operate, trail: about,
      body: [campaign], answer: Answer("How many episodes go on", count("resumed")), action: LearnerDeed.resume),
    Endpoint(
      "POST /api/learners/{user_id}/suppress", "Never write to a learner again, on a channel or at all", .operate,
      trail: about,
      body: [
        Field(
          "cause", .word(["opt_out", "admin"]),
          "opt_out: the learner told people, and only they take it back; admin: you decide.", isRequired: true),
        channel,
      ],
      answer: Answer(
        "What that changed",
        Schema.object(["is_new": Schema.flag, "skipped": Schema.integer, "ended": Schema.integer])),
      action: LearnerDeed.suppress),
    Endpoint(
      "POST /api/learners/{user_id}/lift", "Lift a bounce or your own no; what a learner said is theirs to take back",
      .operate, trail: about,
      body: [
        Field("reason", .text(3...200), "Why it is lifted; it is kept.", isRequired: true),
        Field("cause", .word(["bounce", "admin"]), "What is lifted; bounce where it is not said."), channel,
      ],
      answer: Answer("How many suppressions that lifts", count("lifted")), action: LearnerDeed.lift),
    Endpoint(
      "POST /api/learners/{user_id}/consents",
      "Record what a learner agreed to, or took back; said twice it is recorded once",
      .operate, trail: about,
      body: [
        Field("channel", .word(Channel.allCases.map(\.rawValue)), "The channel.", isRequired: true),
        Field("granted", .flag, "Whether they agreed.", isRequired: true),
        Field("source", .text(1...100), "Where they said it, such as signup_form.", isRequired: true),
        Field("text", .text(1...2000), "What they agreed to, as they read it.", isRequired: true),
        Field("given_at", .instant, "When they said it.", isRequired: true),
      ],
      answer: Answer("Whether messages on the channel are agreed to now", Schema.object(["agreed": Schema.flag])),
      action: LearnerDeed.consent),
    Endpoint(
      "GET /api/learners/{user_id}/preferences", "The switches of a learner's settings page", .personal, trail: about,
      answer: Answer("Each switch", LearnerSwitches.schema), action: LearnerSwitches.show),
    Endpoint(
      "POST /api/learners/{user_id}/preferences",
      "Turn a channel off or on, as the learner asked on your settings page",
      .operate, trail: about, body: LearnerSwitches.fields,
      answer: Answer("Each switch as it is now", LearnerSwitches.schema), action: LearnerSwitches.set),
    Endpoint(
      "DELETE /api/learners/{user_id}",
      "Forget a learner, but for the no that keeps us from writing again", .personal, trail: about,
      answer: Answer("What was erased", Schema.object(["episodes": Schema.integer, "messages": Schema.integer])),
      action: LearnerDeed.erase),
  ]

  /// The work, done only for somebody who is known to the platform or to the ledger.
  static func known(_ userID: Int, _ work: @escaping Endpoint.Work) -> Endpoint.Work {
    { (connection) throws(StoreError) in
      guard try connection.run(FindPeople(words: String(userID))).contains(where: { $0.id == userID }) else {
        return Problem(
          404, "unknown_learner", title: "No such learner", "no learner is known by this id", at: .parameter("user_id")
        ).details
      }
      return try work(connection)
    }
  }
}
