import Domain
import FunctionContract
import JSON

/// The life of a handler in one process: made at the first input that can be decoded, then kept.
struct Session<Handler: FunctionHandler & ~Copyable>: ~Copyable {
  private let environment: Environment
  private let settings: InvocationSettings
  private let isWarm: Bool
  private let decoder = InvocationDecoder()
  private var handler: Handler?
  /// Whether the handler could not be made: no further event can be served.
  private(set) var isBroken = false

  init(environment: Environment, isWarm: Bool) throws(HandlerFailure) {
    self.environment = environment
    self.isWarm = isWarm
    settings = try InvocationSettings(environment, function: Handler.name)
  }

  /// Handles one input and logs its completion; nil stands for an input over the limit.
  mutating func answer(_ bytes: [UInt8]?) -> Outcome {
    let start = WallClock.now
    var log = settings.log(nil)
    do throws(HandlerFailure) {
      let invocation = try invocation(bytes, &log)
      try make()
      guard let reply = try handler?.handle(invocation) else { throw Session.unmade }
      return try outcome(reply, log, since: start)
    } catch {
      return outcome(error, log, since: start)
    }
  }

  /// Handles inputs that came together, each for itself and in their order.
  mutating func answer(_ inputs: [[UInt8]?]) -> [Outcome] {
    if inputs.count == 1 { return [answer(inputs[0])] }
    let start = WallClock.now
    var outcomes: [Int: Outcome] = [:]
    var invocations: [(place: Int, invocation: Invocation, log: Log)] = []
    for (place, bytes) in inputs.enumerated() {
      var log = settings.log(nil)
      do throws(HandlerFailure) {
        invocations.append((place, try invocation(bytes, &log), log))
        try make()
      } catch {
        outcomes[place] = outcome(error, log, since: start)
        if isBroken { return [outcomes[place] ?? outcome(error, log, since: start)] }
      }
    }
    let results = handler?.handle(invocations.map(\.invocation)) ?? []
    for ((place, _, log), result) in zip(invocations, results) {
      do throws(HandlerFailure) { outcomes[place] = try outcome(result.get(), log, since: start) } catch {
        outcomes[place] = outcome(error, log, since: start)
      }
    }
    return inputs.indices.map { outcomes[$0] ?? outcome(Session.unmade, settings.log(nil), since: start) }
  }

  private static var unmade: HandlerFailure { HandlerFailure(.software, "Bug.NoHandler", "the handler was not made") }

  private func invocation(_ bytes: [UInt8]?, _ log: inout Log) throws(HandlerFailure) -> Invocation {
    guard let bytes else { throw InvocationDecoder.tooLarge(limit: decoder.limits.bytes) }
    let input = try decoder.decode(bytes)
    log = settings.log(input)
    return try settings.invocation(input, isWarm: isWarm)
  }

  private mutating func make() throws(HandlerFailure) {
    if handler != nil { return }
    do throws(HandlerFailure) { handler = try Handler(environment: environment) } catch {
      isBroken = true
      throw error
    }
  }

  private func outcome(_ reply: Reply, _ log: Log, since start: Instant) throws(HandlerFailure) -> Outcome {
    let reply = try ReplyEncoder().encode(reply)
    log.info("done", ["duration_ms": Session.elapsed(since: start)])
    return Outcome(reply: reply)
  }

  private func outcome(_ failure: HandlerFailure, _ log: Log, since start: Instant) -> Outcome {
    log.failure(failure, ["duration_ms": Session.elapsed(since: start)])
    return Outcome(failure, isWarm: isWarm)
  }

  private static func elapsed(since start: Instant) -> Log.Field {
    .count(max(0, (WallClock.now - start).microseconds / 1000))
  }
}
