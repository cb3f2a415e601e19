import FunctionContract
import HostEvents
import Store

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
