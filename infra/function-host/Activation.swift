import Adapters
import Domain
import FunctionContract
import FunctionShell
import JSON

/// One activation of an OpenWhisk action, whatever brought it.
enum Activation {
  /// The result of one activation.
  static func run(_ bytes: [UInt8], _ host: Host) -> JSON {
    do {
      let activation = try OpenWhiskActivation(try JSON.parse(bytes))
      let time = activation.deadline.map { max(.seconds(0), $0 - WallClock.now) }
      if case .request(let request) = activation.envelope {
        return try JSON.parse(try ReplyEncoder().encode(.http(host.answer(request, within: time))))
      }
      switch host.handle(try host.event(activation.envelope), within: time) {
      case .done(let result, let events): return OpenWhiskActivation.reply(result: result, events: events)
      case .failed(let failure): return OpenWhiskActivation.failure(failure.json)
      }
    } catch let error as HandlerFailure {
      return failure(error)
    } catch {
      return failure(HandlerFailure(.badEvent, "Event.Invalid", "the activation cannot be used: \(error)"))
    }
  }

  static func failure(_ failure: HandlerFailure) -> JSON {
    OpenWhiskActivation.failure(HandlingFailure(failure).json)
  }

  /// Tells the platform that the logs of an activation are complete, on both streams.
  static func markEnd() {
    for descriptor in [1, 2] as [Int32] {
      Output.write(Array("XXX_THE_END_OF_A_WHISK_ACTIVATION_XXX\n".utf8), to: descriptor)
    }
  }
}
