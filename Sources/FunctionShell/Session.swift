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
      guard let bytes else { throw InvocationDecoder.tooLarge(limit: decoder.limits.bytes) }
      let input = try decoder.decode(bytes)
      log = settings.log(input)
      let reply = try ReplyEncoder().encode(try handle(try settings.invocation(input, isWarm: isWarm)))
      log.info("done", ["duration_ms": Session.elapsed(since: start)])
      return Outcome(reply: reply)
    } catch {
      log.failure(error, ["duration_ms": Session.elapsed(since: start)])
      return Outcome(error, isWarm: isWarm)
    }
  }

  private mutating func handle(_ invocation: Invocation) throws(HandlerFailure) -> Reply {
    if handler == nil {
      do throws(HandlerFailure) { handler = try Handler(environment: environment) } catch {
        isBroken = true
        throw error
      }
    }
    guard let reply = try handler?.handle(invocation) else {
      throw HandlerFailure(.software, "Bug.NoHandler", "the handler was not made")
    }
    return reply
  }

  private static func elapsed(since start: Instant) -> Log.Field {
    .count(max(0, (WallClock.now - start).microseconds / 1000))
  }
}
