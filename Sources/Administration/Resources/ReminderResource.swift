import Access
import Domain
import FunctionContract
import JSON
import Store

/// Messages that are asked for, at once or for later, and named jobs (REQ-2-08 to REQ-2-11).
enum ReminderResource {
  private static let message = [
    Field("message_type", .text(3...120), "`<campaign>/<message>`, of a campaign that is published.", isRequired: true),
    Field("context", .object, "Values of the message: all of them, or those that differ from the subject's."),
    Field(
      "subject_id", .integer(-999_999_999_999...1_000_000_000_000_000),
      "The meeting, course or other subject of the campaign that it is about; its values are read when it is sent."),
  ]
  private static let name = Field("job_id", .text(1...100), "Its name: letters, digits, _ and -.", isRequired: true)
  private static let pattern = Field(
    "pattern", .text(1...100), "Names, with * for any characters; a number in it is a whole one.")
  private static let asked = Schema.object([
    "job_id": Schema.text, "outcome": Schema.word(["made", "replaced", "known"]), "run_at": Schema.instant,
    "recipients": Schema.integer,
  ])
  private static let job = Schema.object([
    "job_id": Schema.text, "message_type": Schema.text, "subject_id": Schema.orNull(Schema.integer),
    "next_run_at": Schema.instant, "recipients": Schema.integer, "is_requested": Schema.flag,
  ])

  static let endpoints = [
    Endpoint(
      "POST /api/notifications", "Send a message to a learner now, as caps, quiet hours and opt-outs allow", .operate,
      trail: .about("notification", parameter: nil),
      body: [
        Field("user_id", .integer(-2_000_000_000_000_000...2_000_000_000_000_000), "The learner.", isRequired: true)
      ]
        + message + [
          Field(
            "job_id", .text(1...100), "A name, by which the same call is known again; made up where it is not said.")
        ],
      answer: Answer("It is planned, or was already", status: 202, asked), announcing: send),
    Endpoint(
      "POST /api/reminders", "Plan a message to several learners; a job of the same name is replaced", .operate,
      trail: .about("reminder", parameter: nil),
      body: [
        name, Field("run_at", .instant, "When it goes.", isRequired: true),
        Field("recipients", .integers(1...1000), "The learners.", isRequired: true),
      ] + message,
      answer: Answer("It is planned, or was already", status: 202, asked), announcing: schedule),
    Endpoint(
      "GET /api/reminders", "Named jobs and when they run next", .read, query: [pattern] + Page.fields,
      answer: .page("Jobs for which somebody waits, in order of their names", of: job), action: list),
    Endpoint(
      "PATCH /api/reminders/{job_id}", "Move a named job to another time", .operate,
      trail: .about("reminder", parameter: "job_id"),
      body: [Field("run_at", .instant, "When it goes instead.", isRequired: true)],
      answer: Answer("How many learners it waits for", Schema.object(["recipients": Schema.integer])),
      announcing: move),
    Endpoint(
      "DELETE /api/reminders", "Cancel named jobs", .operate, trail: .about("reminders", parameter: "pattern"),
      query: [pattern.required],
      answer: Answer("Which jobs that ends", Schema.object(["cancelled": Schema.list(Schema.text)])),
      action: cancel),
  ]

  private static func send(_ call: Call) throws(Problem) -> Endpoint.AnnouncingWork {
    let user = call.body.integer("user_id") ?? 0
    let named = try call.body.text("job_id").map { (text) throws(Problem) in try jobID(text) }
    let job = named ?? "notification_\(String(UInt64.random(in: .min ... .max), radix: 36))"
    return ask(
      call, MessageRequest(call.body, to: [user]), job: job, isNamed: named != nil, runAt: nil, replaces: false)
  }

  private static func schedule(_ call: Call) throws(Problem) -> Endpoint.AnnouncingWork {
    let request = MessageRequest(call.body, to: call.body.integers("recipients"))
    return ask(
      call, request, job: try jobID(call.body.text("job_id") ?? ""), isNamed: true, runAt: call.body.instant("run_at"),
      replaces: true)
  }

  private static func ask(
    _ call: Call, _ request: MessageRequest, job: String, isNamed: Bool, runAt: Instant?, replaces: Bool
  ) -> Endpoint.AnnouncingWork {
    { (connection) throws(StoreError) in
      let found: MessageRequest.Checked
      switch try request.checked(now: call.now, connection) {
      case .success(let checked): found = checked
      case .failure(let problem): return Outcome(problem.details)
      }
      if isNamed, let problem = try taken(job, now: call.now, connection) { return Outcome(problem.details) }
      let row = try connection.first(
        RequestMessages(
          job: job, version: found.version, message: found.message, subjectID: request.subjectID,
          context: request.context, runAt: runAt, userIDs: request.userIDs, replaces: replaces,
          key: call.principal.name, now: call.now))
      return row.map { answer($0, job: job, now: call.now) }
        ?? Outcome(Body.fault("job_id", "nothing was done").details)
    }
  }

  private static func answer(_ row: RequestMessages.Row, job: String, now: Instant) -> Outcome {
    switch row.outcome {
    case .unknown:
      let ids = row.people.prefix(20).map { String($0) }.joined(separator: ", ")
      return Outcome(Body.fault("recipients", "no learner is known by these ids: \(ids)").details)
    case .conflict:
      return Outcome(
        Problem(
          409, "job_id_taken", title: "The name is taken", "another message was asked for under this name",
          at: .body("job_id")
        ).details)
    case .made, .replaced, .known:
      let response = HTTPResponse.json(
        [
          "job_id": .string(job), "outcome": .string(row.outcome.rawValue), "run_at": JSON(row.runAt),
          "recipients": .integer(row.people.count),
        ], status: 202)
      let isDue = row.outcome != .known && row.runAt.map { $0 <= now } ?? false
      return Outcome(response, announces: isDue ? tick : nil)
    }
  }

  private static func list(_ call: Call) throws(Problem) -> Endpoint.Work {
    let page = try Page(call)
    let pattern = try expression(call.parameters["pattern"] ?? "*")
    return { (connection) throws(StoreError) in
      let rows = try connection.run(NamedJobs(pattern: pattern, after: page.after, limit: page.limit + 1))
      return page.response(try JobBoard(now: call.now).jobs(rows, connection), key: { $0.row.key }, json: { $0.json })
    }
  }

  private static func move(_ call: Call) throws(Problem) -> Endpoint.AnnouncingWork {
    let pattern = try expression(try jobID(call.parameters["job_id"] ?? "", at: .parameter("job_id")))
    return { (connection) throws(StoreError) in
      let rows = try connection.run(NamedJobs(pattern: pattern))
      let jobs = try JobBoard(now: call.now).jobs(rows, connection).filter { $0.recipients > 0 }
      if jobs.isEmpty {
        return Outcome(
          Problem(
            404, "unknown_job", title: "No such job", "nobody waits for a job of this name", at: .parameter("job_id")
          ).details)
      }
      try change(jobs, to: call.body.instant("run_at"), call, connection)
      return Outcome(.json(["recipients": .integer(jobs.reduce(0) { $0 + $1.recipients })]), announces: tick)
    }
  }

  private static func cancel(_ call: Call) throws(Problem) -> Endpoint.Work {
    let pattern = try expression(call.parameters["pattern"] ?? "")
    return { (connection) throws(StoreError) in
      let jobs = try JobBoard(now: call.now).jobs(try connection.run(NamedJobs(pattern: pattern)), connection)
      try change(jobs, to: nil, call, connection)
      let ended = jobs.filter { $0.recipients > 0 }.map(\.row.job)
      return .json(["cancelled": .array(Set(ended).sorted().map(JSON.string))])
    }
  }

  private static func change(
    _ jobs: [JobBoard.Job], to runAt: Instant?, _ call: Call, _ connection: borrowing Connection
  ) throws(StoreError) {
    _ = try connection.run(
      ChangeJobs(
        requests: jobs.compactMap(\.row.requestID), slots: jobs.flatMap(\.slots), runAt: runAt,
        key: call.principal.name, now: call.now))
  }

  /// Why a name cannot be given to a request: a campaign plans a job of it.
  private static func taken(
    _ job: String, now: Instant, _ connection: borrowing Connection
  ) throws(StoreError) -> Problem? {
    guard let pattern = JobPattern(job)?.regularExpression,
      try connection.run(NamedJobs(pattern: pattern)).contains(where: { $0.requestID == nil })
    else { return nil }
    return Problem(
      409, "job_id_taken", title: "The name is taken", "a campaign plans the job of this name: move or cancel it",
      at: .body("job_id"))
  }

  /// Has what is due looked at now.
  static let tick: (type: String, data: JSON) = ("timer.schedule-tick", .object([:]))

  private static func jobID(_ text: String, at place: Problem.Place = .body("job_id")) throws(Problem) -> String {
    guard JobPattern.isName(text) else {
      throw Problem(
        400, "parameter", title: "A value does not fit", "job_id must be 1 to 100 letters, digits, _ and -", at: place)
    }
    return text
  }

  private static func expression(_ text: String) throws(Problem) -> String {
    guard let pattern = JobPattern(text) else {
      throw Problem(
        400, "parameter", title: "A value does not fit", "pattern must be letters, digits, _, - and *",
        at: .parameter("pattern"))
    }
    return pattern.regularExpression
  }
}
