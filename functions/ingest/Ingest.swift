import Callbacks
import Channels
import Domain
import FunctionContract
import FunctionShell
import HostEvents
import JSON
import Store
import StoreShell

/// Takes what hosts tell: verified over the raw bytes first, written, and acknowledged event by event after the commit.
@main
struct Ingest: FunctionHandler, ~Copyable {
  static let name = "ingest"
  /// Has events that were kept taken again; `data.ids` are those that the dashboard shows.
  static let replayType = "events.replay"

  /// What is asked for.
  enum Target {
    case events
    case types
    case type
    case statements
    case about
  }

  static let routes: Routes<Target> = [
    "POST /events/{source}": .events, "GET /events/types": .types, "GET /events/types/{type}": .type,
    "POST /xapi/statements": .statements, "PUT /xapi/statements": .statements, "GET /xapi/about": .about,
  ]

  let sources: EventSources
  /// nil where no statements are taken.
  private let keys: XAPIKeys?
  private let home: String?
  var database: Database

  static func main() { FunctionShell.run(Ingest.self) }

  init(environment: Environment) throws(HandlerFailure) {
    let settings = ConnectionSettings(url: try environment.require("DATABASE_URL"), applicationName: Ingest.name)
    let values = Settings(environment.values)
    let sources: EventSources
    let keys: XAPIKeys?
    do throws(ProviderSettingError) {
      sources = try EventSources(values)
      keys = try XAPIKeys(values)
    } catch {
      throw HandlerFailure(.configuration, "Configuration.Invalid", error.description)
    }
    self.sources = sources
    self.keys = keys
    home = values["REKINDLE_XAPI_HOME_PAGE"]
    database = Database(settings)
  }

  mutating func handle(_ invocation: Invocation) throws(HandlerFailure) -> Reply {
    switch invocation.input {
    case .http(let request, _): return answer(request, invocation)
    case .event(let event):
      guard event.type == Ingest.replayType, let ids = event.data?["ids"]?.array?.compactMap(\.integer) else {
        throw HandlerFailure(
          .badEvent, "Event.Type", "ingest takes requests, and \(Ingest.replayType) with data.ids, a list of numbers")
      }
      return try replay(ids, invocation)
    }
  }

  private mutating func answer(_ request: HTTPRequest, _ invocation: Invocation) -> Reply {
    switch Ingest.routes.match(request) {
    case .unknown: return .http(HTTPResponse(status: 404))
    case .wrongMethod(let allow): return .http(HTTPResponse(status: 405, headers: ["allow": allow]))
    case .found(.types, _): return .http(Answers.types)
    case .found(.type, let parameters):
      return .http(HostEventTypes[parameters["type"] ?? ""].map(Answers.schema) ?? HTTPResponse(status: 404))
    case .found(.events, let parameters):
      let source = parameters["source"] ?? ""
      guard sources.knows(source) else { return .http(HTTPResponse(status: 404)) }
      return take(request, from: source, invocation)
    case .found(.about, _): return .http(keys == nil ? HTTPResponse(status: 404) : Answers.about)
    case .found(.statements, _):
      guard let keys else { return .http(HTTPResponse(status: 404)) }
      return keys.admit(request) ? store(request, invocation) : .http(Answers.unauthorised)
    }
  }

  private mutating func take(_ request: HTTPRequest, from source: String, _ invocation: Invocation) -> Reply {
    let now = invocation.now
    do throws(CallbackRefusal) {
      return take(try sources.read(request, from: source, now: now), from: source, invocation)
    } catch {
      invocation.log.warning("request refused", ["source": .code(source), "reason": .code(error.code)])
      _ = try? database.execute(RecordAnomalies([("host_request_refused", "\(source) \(error.code)")], now: now))
      return .http(HTTPResponse(status: sources.status(of: error, from: source), body: Array(error.advice.utf8)))
    }
  }

  private mutating func take(_ told: EventSources.Told, from source: String, _ invocation: Invocation) -> Reply {
    var intake = intake(at: invocation.now)
    do throws(StoreError) {
      let taken = try intake.take(told, from: source, &database)
      let verdicts = taken.map(\.verdict)
      let hearers = try intake.hearers(&database)
      invocation.log.info("taken", Answers.counts(verdicts).mapValues { .count($0) })
      return .http(Answers.verdicts(taken.map(\.element), verdicts), events: hearers.events(from: invocation))
    } catch {
      return .http(failed(error, invocation))
    }
  }

  private mutating func store(_ request: HTTPRequest, _ invocation: Invocation) -> Reply {
    let told: XAPIRequest
    do throws(XAPIRequest.Refusal) { told = try XAPIRequest(request) } catch {
      invocation.log.warning("statements refused", ["status": .count(error.status)])
      return .http(Answers.refusal(error))
    }
    var desk = StatementDesk(intake: intake(at: invocation.now))
    do throws(StoreError) {
      let ids = try desk.store(told.statements, &database)
      let hearers = try desk.intake.hearers(&database)
      return .http(
        Answers.stored(ids, told, isSingle: request.method == "PUT"), events: hearers.events(from: invocation))
    } catch {
      return .http(failed(error, invocation))
    }
  }

  func intake(at now: Instant) -> Intake { Intake(now: now, home: home, payments: sources.payments) }

  func failed(_ error: StoreError, _ invocation: Invocation) -> HTTPResponse {
    invocation.log.error("database failed", ["sqlstate": .code(error.sqlState ?? "none")])
    return error.isPassing ? HTTPResponse(status: 503, headers: ["retry-after": "30"]) : HTTPResponse(status: 500)
  }

  /// Takes kept events again: what was missing may be there now.
  private mutating func replay(_ ids: [Int], _ invocation: Invocation) throws(HandlerFailure) -> Reply {
    let fresh = intake(at: invocation.now)
    let (counts, hearers) = try database.perform { (database) throws(StoreError) in
      var intake = fresh
      let kept = try database.run(KeptHostEvents(ids: ids))
      let verdicts = try intake.again(kept, &database)
      try intake.release(&database)
      return (Answers.counts(verdicts), try intake.hearers(&database))
    }
    return .done(result: .object(counts.mapValues(JSON.integer)), events: hearers.events(from: invocation))
  }
}
