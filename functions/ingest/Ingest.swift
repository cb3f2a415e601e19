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

  private let sources: EventSources
  /// nil where no statements are taken.
  private let keys: XAPIKeys?
  private let home: String?
  private var database: Database

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
      let taken: [(element: HostElement, verdict: Verdict)]
      switch told {
      case .events(let elements):
        taken = Array(zip(elements, try intake.take(elements, from: source, &database)))
      case .payments(let payments): taken = try intake.take(payments, from: source, &database)
      }
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

  private func intake(at now: Instant) -> Intake { Intake(now: now, home: home, payments: sources.payments) }

  private func failed(_ error: StoreError, _ invocation: Invocation) -> HTTPResponse {
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

extension Ingest {
  /// Events that come one by one are written together where they wait: a transaction for each was most of what it cost.
  static let together = 64

  mutating func handle(_ invocations: [Invocation]) -> [Result<Reply, HandlerFailure>] {
    var results: [Int: Result<Reply, HandlerFailure>] = [:]
    var told: [String: [(place: Int, element: HostElement)]] = [:]
    for (place, invocation) in invocations.enumerated() {
      if let (source, element) = oneEvent(invocation) {
        told[source, default: []].append((place, element))
        continue
      }
      do throws(HandlerFailure) { results[place] = .success(try handle(invocation)) } catch {
        results[place] = .failure(error)
      }
    }
    for (source, events) in told {
      let replies = take(events.map(\.element), from: source, events.map { invocations[$0.place] })
      for (event, reply) in zip(events, replies) { results[event.place] = .success(reply) }
    }
    return invocations.indices.compactMap { results[$0] }
  }

  /// The one event of a request that is signed, and its source; nil for everything else.
  private func oneEvent(_ invocation: Invocation) -> (source: String, element: HostElement)? {
    guard case .http(let request, _) = invocation.input, case .found(.events, let names) = Ingest.routes.match(request),
      let source = names["source"], sources.knows(source),
      case .events(let elements) = try? sources.read(request, from: source, now: invocation.now), elements.count == 1
    else { return nil }
    return (source, elements[0])
  }

  /// What became of each event; whom detection should hear of stands with the first.
  private mutating func take(
    _ elements: [HostElement], from source: String, _ invocations: [Invocation]
  ) -> [Reply] {
    var intake = intake(at: invocations.map(\.now).max() ?? invocations[0].now)
    do throws(StoreError) {
      let verdicts = try intake.take(elements, from: source, &database)
      let events = try intake.hearers(&database).events(from: invocations[0])
      return invocations.indices.map { place in
        invocations[place].log.info("taken", Answers.counts([verdicts[place]]).mapValues { .count($0) })
        return .http(Answers.verdicts([elements[place]], [verdicts[place]]), events: place == 0 ? events : [])
      }
    } catch {
      let failure = error
      return invocations.map { .http(failed(failure, $0)) }
    }
  }
}
