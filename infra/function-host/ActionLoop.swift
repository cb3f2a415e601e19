import Adapters
import Domain
import FunctionContract
import FunctionShell
import JSON

/// OpenWhisk's action loop: an activation a line on standard input, its result a line on descriptor 3.
enum ActionLoop {
  /// Serves until the input ends.
  static func serve(_ host: Host, acknowledges: Bool) -> ExitCode {
    if acknowledges { write(["ok": true]) }
    var input = StandardInput(limit: JSONLimits.event.bytes)
    while let line = input.line() {
      switch line {
      case .tooLong: write(failure(InvocationDecoder.tooLarge(limit: JSONLimits.event.bytes)))
      case .line(let bytes): write(answer(bytes, host))
      }
    }
    return .done
  }

  /// The result of one activation.
  static func answer(_ bytes: [UInt8], _ host: Host) -> JSON {
    do {
      let activation = try OpenWhiskActivation(try JSON.parse(bytes))
      if case .request(let request) = activation.envelope {
        return (try? JSON.parse(try ReplyEncoder().encode(.http(host.answer(request))))) ?? [:]
      }
      let time = activation.deadline.map { max(.seconds(0), $0 - WallClock.now) }
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

  private static func failure(_ failure: HandlerFailure) -> JSON {
    OpenWhiskActivation.failure(HandlingFailure(failure).json)
  }

  private static func write(_ document: JSON) { Output.write(document.bytes + [UInt8(ascii: "\n")], to: 3) }
}
