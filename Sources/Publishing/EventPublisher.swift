public import Domain
public import FunctionContract
import Glibc
import Transport

/// Hands a reply's events over to their destinations: all of them confirmed, or the invocation has failed.
///
/// Events have ids that a repetition carries again, so that publishing twice is harmless and losing one is not.
public final class EventPublisher: Sendable {
  private let destinations: EventDestinations
  private let sinks: [EventDestination: any EventSink]
  private let attempts: Int
  private let answerTime: Instant.Span

  /// Prepares a sink for every destination; fails with exit code 78 where AWS is one and no key or region is known,
  /// or a program cannot be executed.
  ///
  /// - Parameters:
  ///   - handlingTime: How long a receiver over HTTP may take to handle an event before it confirms; nil, and it confirms
  ///     as soon as it has taken it.
  ///   - attempts: How often a destination is tried while the deadline allows, with waits of 0.1, 0.2, 0.4 … seconds.
  public init(
    _ destinations: EventDestinations, environment: [String: String], handlingTime: Instant.Span? = nil,
    attempts: Int = 6
  ) throws(HandlerFailure) {
    self.destinations = destinations
    self.attempts = attempts
    answerTime = handlingTime ?? .seconds(10)
    let named = destinations.all.filter { $0 != .reply }
    if named.isEmpty {
      sinks = [:]
      return
    }
    let client: HTTPClient
    do throws(TransportError) { client = try HTTPClient() } catch {
      throw HandlerFailure(.software, "Transport.Unavailable", "\(error)")
    }
    var sinks: [EventDestination: any EventSink] = [:]
    for destination in named {
      sinks[destination] =
        switch destination {
        case .reply: nil
        case .post(let url): CloudEventSink(url: url, client: client, waits: handlingTime != nil)
        case .queue(let url): try AWSSettings(environment: environment, client: client).queue(url)
        case .bus(let name): try AWSSettings(environment: environment, client: client).bus(name)
        case .program(let path): try ProgramSink(path: path, environment: environment)
        }
    }
    self.sinks = sinks
  }

  /// Whether some destination is `reply`.
  public var leavesEventsToCaller: Bool { destinations.all.contains(.reply) }

  /// Publishes what has a destination and returns what the caller takes, in its order.
  ///
  /// Fails with exit code 69 where a destination has not confirmed an event in time, 78 where one has no destination.
  public func publish(_ events: [CloudEvent], before deadline: Deadline) throws(HandlerFailure) -> [CloudEvent] {
    var returned: [CloudEvent] = []
    var batches: [(EventDestination, [CloudEvent])] = []
    for event in events {
      guard let destination = destinations.destination(of: event.type) else {
        if EventDestinations.isOutward(event.type) { continue }
        throw Self.nowhere([event])
      }
      if destination == .reply {
        returned.append(event)
      } else if let index = batches.firstIndex(where: { $0.0 == destination }) {
        batches[index].1.append(event)
      } else {
        batches.append((destination, [event]))
      }
    }
    for (destination, events) in batches { try hand(events, to: destination, before: deadline) }
    return returned
  }

  private func hand(_ events: [CloudEvent], to destination: EventDestination, before deadline: Deadline)
    throws(HandlerFailure)
  {
    guard let sink = sinks[destination] else { preconditionFailure("every destination has a sink") }
    var left = events
    for attempt in 1... {
      let delivery = sink.hand(left) { min(answerTime, deadline.remaining) }
      guard let fault = delivery.fault else { return }
      left = delivery.left
      let wait = max(Self.backoff(after: attempt), fault.wait ?? .seconds(0))
      guard fault.mayPass, attempt < attempts, wait < deadline.remaining else {
        throw HandlerFailure(
          .unavailable, "Publish.Failed",
          "\(left.count) of \(events.count) events did not reach \(destination): \(fault.code)")
      }
      usleep(useconds_t(wait.microseconds))
    }
  }

  /// 0.1 s doubled with each attempt, half of it random, so that many hosts do not come back at the same moment.
  private static func backoff(after attempt: Int) -> Instant.Span {
    let full = 100_000 << min(attempt - 1, 6)
    return Instant.Span(microseconds: full / 2 + Int.random(in: 0...full / 2))
  }

  /// The failure of events that nobody takes.
  public static func nowhere(_ events: [CloudEvent]) -> HandlerFailure {
    let types = Set(events.map(\.type)).sorted().joined(separator: ", ")
    return HandlerFailure(
      .configuration, "Publish.NoDestination",
      "\(events.count) events (\(types)) have nowhere to go: set \(EventDestinations.variable)")
  }
}
