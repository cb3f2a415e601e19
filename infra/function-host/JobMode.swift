import Adapters
import Domain
import FunctionContract
import FunctionHost
import FunctionShell
import JSON

/// One event, given by a variable, a file or standard input: its reply on standard output, its meaning in the exit code.
enum JobMode {
  /// Runs the event in `input`; nil stands for an input over the function's limit, no bytes for its timer.
  static func run(_ host: Host, _ input: [UInt8]?, _ watch: StopWatch) -> Int32 {
    watch.begin()
    do throws(HandlerFailure) {
      guard let input else { throw InvocationDecoder.tooLarge(limit: host.manifest.limits.inputBytes) }
      let envelope = try envelope(input)
      if case .request(let request) = envelope {
        return print(try ReplyEncoder().encode(.http(host.answer(request))), 0)
      }
      switch host.handle(try host.event(envelope)) {
      case .done(let result, let events):
        return print(try ReplyEncoder().encode(.done(result: result, events: events)), 0)
      case .failed(let failure): return print(failure.json.bytes, failure.exitCode)
      }
    } catch {
      return print(HandlingFailure(error).json.bytes, error.exitCode.rawValue)
    }
  }

  private static func envelope(_ input: [UInt8]) throws(HandlerFailure) -> Envelope {
    if input.allSatisfy({ $0 == 0x20 || (0x09...0x0D).contains($0) }) { return .timer(nil) }
    let document: JSON
    do throws(JSONError) { document = try JSON.parse(input) } catch {
      throw HandlerFailure(.badEvent, "Event.NotJSON", "the event is not JSON that can be read: \(error)")
    }
    do throws(ShapeError) { return try EnvelopeDecoder.decode(document) } catch {
      throw HandlerFailure(.badEvent, "Event.Invalid", "the event cannot be used: \(error)")
    }
  }

  private static func print(_ line: [UInt8], _ exitCode: Int32) -> Int32 {
    Output.write(line + [UInt8(ascii: "\n")], to: 1) ? exitCode : max(exitCode, ExitCode.temporary.rawValue)
  }
}
