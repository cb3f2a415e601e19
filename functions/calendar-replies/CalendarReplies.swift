import Access
import Calendar
import Domain
import FunctionContract
import FunctionShell
import JSON
import Store
import StoreShell

/// Takes the mail that calendars answer invitations with: what people accept and decline becomes facts.
@main
struct CalendarReplies: FunctionHandler, ~Copyable {
  static let name = "calendar-replies"
  static let routes: Routes<Void> = ["POST /mail/{secret}": ()]

  private let secrets: AccessKeys
  private var database: Database

  static func main() { FunctionShell.run(CalendarReplies.self) }

  init(environment: Environment) throws(HandlerFailure) {
    let settings = ConnectionSettings(
      url: try environment.require("DATABASE_URL"), applicationName: CalendarReplies.name)
    let secrets = environment["REKINDLE_MAIL_SECRETS"] ?? ""
    guard secrets.split(separator: ",").allSatisfy({ $0.utf8.count >= 20 }) else {
      throw HandlerFailure(
        .configuration, "Configuration.Invalid",
        "REKINDLE_MAIL_SECRETS must be secrets of at least 20 characters, with commas between")
    }
    self.secrets = AccessKeys(secrets)
    database = Database(settings)
  }

  mutating func handle(_ invocation: Invocation) throws(HandlerFailure) -> Reply {
    guard case .http(let request, _) = invocation.input else {
      throw HandlerFailure(.badEvent, "Event.NotHTTP", "send an HTTP request: this handler takes mail only")
    }
    return .http(try answer(request, invocation))
  }

  /// Nobody learns whether a secret is nearly right; and a mail that says nothing to us is taken, or it would come again.
  private mutating func answer(
    _ request: HTTPRequest, _ invocation: Invocation
  ) throws(HandlerFailure) -> HTTPResponse {
    switch CalendarReplies.routes.match(request) {
    case .unknown: return HTTPResponse(status: 404)
    case .wrongMethod(let allow): return HTTPResponse(status: 405, headers: ["allow": allow])
    case .found(_, let parameters):
      guard secrets.open(parameters["secret"] ?? "") else { return HTTPResponse(status: 404) }
      guard let mail = InboundMail(request) else {
        return HTTPResponse(status: 400, body: Array("post the mail as multipart/form-data\n".utf8))
      }
      do throws(StoreError) { return try take(mail, invocation) } catch {
        guard error.isPassing else { throw HandlerFailure(error) }
        invocation.log.error("database away", ["sqlstate": .code(error.sqlState ?? "none")])
        return HTTPResponse(status: 503, headers: ["retry-after": "30"])
      }
    }
  }

  private mutating func take(_ mail: InboundMail, _ invocation: Invocation) throws(StoreError) -> HTTPResponse {
    let now = invocation.now
    var row: TakeMeetingAnswers.Row?
    if mail.answers.isEmpty {
      try database.execute(RecordAnomalies([("mail_without_answer", CalendarReplies.name)], now: now))
    } else {
      let entries = mail.answers.map { TakeMeetingAnswers.Entry($0, now: now) }
      let statement = TakeMeetingAnswers(entries: entries, recipients: mail.recipients, now: now)
      row = try database.transaction { (connection) throws(StoreError) in try connection.first(statement) }
      if let row, row.unmatched > 0 {
        try database.execute(RecordAnomalies([("answer_to_nothing", CalendarReplies.name)], now: now))
      }
    }
    invocation.log.info(
      "mail taken",
      [
        "answers": .count(mail.answers.count), "taken": .count(row?.taken ?? 0),
        "older": .count(row?.older ?? 0), "unmatched": .count(row?.unmatched ?? 0),
      ])
    return HTTPResponse(status: 204)
  }
}

extension TakeMeetingAnswers.Entry {
  /// An answer without a time of its own was written when it came.
  fileprivate init(_ answer: InvitationAnswer, now: Instant) {
    var (occurrence, local, zone): (Instant?, String?, String?) = (nil, nil, nil)
    switch answer.occurrence {
    case .at(let instant): occurrence = instant
    case .local(let text, let name): (local, zone) = (text, name)
    case nil: break
    }
    self.init(
      uid: answer.uid, answer: answer.intent.rawValue, attendee: answer.attendee, organizer: answer.organizer,
      sequence: answer.sequence, stampedAt: answer.stampedAt ?? now, occurrence: occurrence, local: local, zone: zone)
  }
}
