import FunctionContract
import HostEvents
import Store

extension Ingest {
  /// Events that come one by one are written together where they wait: a transaction for each was most of what it cost.
  static let together = 64

  mutating func handle(_ invocations: [Invocation]) -> [Result<Reply, HandlerFailure>] {
    var results: [Int: Result<Reply, HandlerFailure>] = [:]
    var told: [String: [(place: Int, told: EventSources.Told)]] = [:]
    for (place, invocation) in invocations.enumerated() {
      if let (source, event) = oneEvent(invocation) {
        told[source, default: []].append((place, event))
        continue
      }
      do throws(HandlerFailure) { results[place] = .success(try handle(invocation)) } catch {
        results[place] = .failure(error)
      }
    }
    for (source, events) in told {
      let replies = take(events.map(\.told), from: source, events.map { invocations[$0.place] })
      for (event, reply) in zip(events, replies) { results[event.place] = .success(reply) }
    }
    return invocations.indices.compactMap { results[$0] }
  }

  /// The one event of a request that is signed, and its source; nil for everything else.
  private func oneEvent(_ invocation: Invocation) -> (source: String, told: EventSources.Told)? {
    guard case .http(let request, _) = invocation.input, case .found(.events, let names) = Ingest.routes.match(request),
      let source = names["source"], sources.knows(source),
      let told = try? sources.read(request, from: source, now: invocation.now), told.count == 1
    else { return nil }
    return (source, told)
  }

  /// What became of each event; whom detection should hear of stands with the first.
  private mutating func take(
    _ told: [EventSources.Told], from source: String, _ invocations: [Invocation]
  ) -> [Reply] {
    var intake = intake(at: invocations.map(\.now).max() ?? invocations[0].now)
    do throws(StoreError) {
      let taken = try intake.take(EventSources.Told(joining: told), from: source, &database)
      let events = try intake.hearers(&database).events(from: invocations[0])
      return invocations.indices.map { place in
        invocations[place].log.info("taken", Answers.counts([taken[place].verdict]).mapValues { .count($0) })
        return .http(
          Answers.verdicts([taken[place].element], [taken[place].verdict]), events: place == 0 ? events : [])
      }
    } catch {
      let failure = error
      return invocations.map { .http(failed(failure, $0)) }
    }
  }
}
