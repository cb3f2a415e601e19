import Adapters
import Domain
import FunctionContract
import FunctionHost
import JSON
import Processes
import Publishing

/// One function on its platform: checks what arrived, runs the handler and publishes what it emits.
///
/// Events are published only after success, and a publication that fails makes the invocation fail: the handler's
/// repetition emits events with equal ids.
final class Host: Sendable {
  /// How long publishing may take where no platform's deadline binds.
  private static let publishTime = Instant.Span.seconds(10)

  let function: HostedFunction
  private let publisher: EventPublisher
  private let gateway: Gateway
  let log: Log

  init(_ function: HostedFunction, publisher: EventPublisher, log: Log) {
    self.function = function
    self.publisher = publisher
    self.log = log
    gateway = Gateway([function], report: { log.failure($0) }) { events throws(HandlerFailure) in
      let left = try publisher.publish(events, before: Deadline(after: Host.publishTime))
      if !left.isEmpty { throw EventPublisher.nowhere(left) }
    }
  }

  var manifest: Manifest { function.manifest }

  /// Whether events of some type go to whoever calls.
  var leavesEventsToCaller: Bool { publisher.leavesEventsToCaller }

  /// Whether the request is for one of the function's routes.
  func serves(method: String, path: String) -> Bool {
    let method = method == "HEAD" ? "GET" : method
    return manifest.consumes.routes.contains { $0.parameters(method: method, path: path) != nil }
  }

  /// Answers a request for one of the function's routes; 404 or 405 where there is none.
  ///
  /// - Parameter time: What the platform allows; nil where only the manifest's limit binds.
  func answer(_ request: HTTPRequest, within time: Instant.Span? = nil) -> HTTPResponse {
    gateway.answer(request, within: time)
  }

  /// The event that an envelope stands for; a request is none.
  func event(_ envelope: Envelope) throws(HandlerFailure) -> CloudEvent {
    switch envelope {
    case .event(let event): return event
    case .timer(let instant):
      guard let type = manifest.consumes.schedule.first?.event else {
        throw HandlerFailure(.badEvent, "Event.Empty", "\(function.name) has no timer: send it a CloudEvent")
      }
      return .timer(type, at: instant ?? WallClock.now)
    case .request:
      throw HandlerFailure(.badEvent, "Event.Request", "an HTTP request wrapped in a body is not taken for an event")
    }
  }

  /// Runs the handler on an event and publishes what it emits.
  ///
  /// - Parameters:
  ///   - time: What the platform allows; nil where only the manifest's limit binds.
  ///   - callerTakesOne: Whether the sender takes a single event as the answer.
  func handle(
    _ event: CloudEvent, attempt: Int = 1, within time: Instant.Span? = nil, callerTakesOne: Bool = false
  ) -> Handled {
    if event.isExpired(at: WallClock.now) {
      log.info("an event came after its expirytime")
      return .done(result: ["expired": true], events: [])
    }
    let end = time.map { Deadline(after: $0) }
    do throws(HandlerFailure) {
      let outcome = function.invoke(try input(event), attempt: attempt, within: time)
      guard outcome.exitCode == 0 else { return .failed(failure(outcome)) }
      let (result, events) = try ReplyDecoder().decode(outcome.output).parts
      if callerTakesOne, events.count == 1 { return .done(result: result, events: events) }
      let left = try publisher.publish(events, before: end ?? Deadline(after: Host.publishTime))
      return .done(result: result, events: left)
    } catch {
      log.failure(error)
      return .failed(HandlingFailure(error))
    }
  }

  /// Whether the function consumes events of this type.
  func takes(_ event: CloudEvent) -> Bool { manifest.consumes.events.contains { $0.matches(event.type) } }

  /// Tells that an event will not be tried again here.
  func giveUp(_ event: CloudEvent, after attempts: Int) {
    log.error("an event was given up", ["attempts": .count(attempts), "event_type": .code(event.type)])
  }

  private func input(_ event: CloudEvent) throws(HandlerFailure) -> [UInt8] {
    guard takes(event) else {
      let types = manifest.consumes.events.map(\.description).joined(separator: ", ")
      throw HandlerFailure(
        .badEvent, "Event.NotConsumed",
        "\(function.name) does not take this type of event, it takes \(types.isEmpty ? "requests only" : types)")
    }
    let bytes = event.json.bytes
    let limit = manifest.limits.inputBytes
    if bytes.count > limit { throw InvocationDecoder.tooLarge(limit: limit) }
    return bytes
  }

  /// The failure for the sender; what only the host saw is logged here.
  private func failure(_ outcome: Outcome) -> HandlingFailure {
    let failure = outcome.failure
    if outcome.told == nil { log.failure(failure) }
    return HandlingFailure(exitCode: outcome.exitCode, type: failure.type, message: failure.message)
  }
}

extension Reply {
  fileprivate var parts: (JSON, [CloudEvent]) {
    switch self {
    case .done(let result, let events): (result, events)
    case .http(let response, let events): (["statusCode": .integer(response.status)], events)
    }
  }
}
