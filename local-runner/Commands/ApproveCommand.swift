import Domain
import FunctionContract
import JSON
import Store

/// `approve REQUEST ADMIN [--call]`: an approved request to take part, and all that follows from it.
struct ApproveCommand: Command {
  static let name = "approve"
  static let summary = "approve a request to take part: account, welcome and call follow"
  static let manual = Manual(
    words: "REQUEST ADMIN",
    text: """
      Approves the request with this id (lms.cta_submissions) for the user ADMIN, asks the host for the account, follows all that
      this causes and prints how far it has come as JSON: success, user_id, email_sent, whatsapp_sent, call_scheduled. Said again
      it approves nothing twice, and goes on where it stopped: `local-runner serve` asks the host again every few minutes. With
      --url only the approval is written; the deployment's timers do the rest.
      """,
    options: [
      Manual.Option("--call", nil, "a call welcomes the new student"),
      Manual.Option(
        "--at", "TIME", "when, such as 2026-12-01T10:00:00+05:30 (the next time at which its owner is free)"),
      Manual.Option("--owner", "USER", "who calls (ADMIN)"),
      Manual.Option("--log", nil, "show the handlers' logs on standard error"),
      Manual.Option("--url", "URL", "the database of a deployment, as a role that may approve"),
    ],
    exits: [
      (.badEvent, "there is no such request, or no such user"),
      (.unavailable, "the database cannot be started or reached"), (.temporary, "a function did not end well"),
    ])

  private let submission: String
  private let approval: (adminID: Int, callAt: Instant?, ownerID: Int?)
  private let options: Options

  init(_ options: Options) throws(RunnerError) {
    let words = try options.words(2...2, "the id of a request and that of a user")
    guard let admin = Int(words[1]), admin > 0 else {
      throw RunnerError.usage("ADMIN is the number of a user", Self.name)
    }
    var callAt: Instant?
    if let text = options.text("--at") {
      guard let time = Instant(rfc3339: text) else {
        throw RunnerError.usage("--at takes a time such as 2026-12-01T10:00:00Z", Self.name)
      }
      callAt = time
    }
    var owner: Int?
    if let text = options.text("--owner") {
      guard let id = Int(text), id > 0 else { throw RunnerError.usage("--owner takes the number of a user", Self.name) }
      owner = id
    }
    submission = words[0]
    approval = (admin, callAt, owner)
    self.options = options
  }

  func run() throws(RunnerError) -> Int32 {
    let connection = try Deployment.connection(options)
    try approve(connection)
    var exitCode: Int32 = 0
    if options.text("--url") == nil {
      let event = CloudEvent(
        id: "approve-\(RandomText.hex(8))", source: "/local-runner", type: "onboard.due")
      exitCode = try SendCommand.follow(event, options, isQuiet: true)
    }
    do throws(StoreError) {
      if let row = try connection.first(FindOnboarding(submission: submission)) { Console.say(Self.json(row).text) }
    } catch {
      throw RunnerError(error)
    }
    return exitCode
  }

  private func approve(_ connection: borrowing Connection) throws(RunnerError) {
    let now = WallClock.now + (options.text("--url") == nil ? try RunnerSchema.readClock(connection) : .seconds(0))
    let statement = ApproveRequest(
      submission: submission, adminID: approval.adminID, wantsCall: options.has("--call"), callAt: approval.callAt,
      callOwnerID: approval.ownerID, now: now)
    let verdict: ApproveRequest.Row?
    do throws(StoreError) {
      verdict = try connection.transaction { (connection) throws(StoreError) in
        let verdict = try connection.first(statement)
        try connection.execute(
          AppendAudit(
            at: now, key: "local-runner", route: Self.name, subject: "request \(submission)",
            status: verdict == .approved || verdict == .approvedBefore ? 202 : 404))
        return verdict
      }
    } catch {
      throw RunnerError(error)
    }
    switch verdict {
    case .approved, .approvedBefore: return
    case .unknownAdministrator:
      throw RunnerError(.badEvent, "who approves and who calls must be active users of the platform")
    case .unknownRequest, nil: throw RunnerError(.badEvent, "no request to take part has the id \(submission)")
    }
  }

  private static func json(_ row: FindOnboarding.Row) -> JSON {
    [
      "success": .bool(row.userID != nil), "user_id": row.userID.map(JSON.integer) ?? .null,
      "email_sent": .bool(row.isEmailSent), "whatsapp_sent": .bool(row.isWhatsAppSent),
      "call_scheduled": .bool(row.callAt != nil),
    ]
  }
}
