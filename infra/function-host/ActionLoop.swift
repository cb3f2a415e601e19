import Domain
import FunctionContract
import FunctionShell
import JSON

/// OpenWhisk's action loop: an activation a line on standard input, its result a line on descriptor 3.
enum ActionLoop {
  /// Serves until the input ends.
  static func serve(_ host: Host, acknowledges: Bool, drain: Instant.Span) -> ExitCode {
    let watch = StopWatch(drain: drain)
    if acknowledges { write(["ok": true]) }
    var input = StandardInput(limit: JSONLimits.event.bytes)
    while let line = input.line() {
      watch.begin()
      defer { watch.end() }
      switch line {
      case .tooLong: write(Activation.failure(InvocationDecoder.tooLarge(limit: JSONLimits.event.bytes)))
      case .line(let bytes): write(Activation.run(bytes, host))
      }
    }
    return .done
  }

  private static func write(_ document: JSON) { Output.write(document.bytes + [UInt8(ascii: "\n")], to: 3) }
}
