import Domain
import FunctionContract
import FunctionShell
import Glibc
import JSON

/// OpenWhisk's action loop: an activation a line on standard input, its result a line on descriptor 3.
enum ActionLoop {
  /// Serves until the input ends; with exit code 75 where nobody reads the results any more.
  static func serve(_ host: Host, acknowledges: Bool, drain: Instant.Span) -> ExitCode {
    let watch = StopWatch(drain: drain)
    if acknowledges, !write(["ok": true]) { return .temporary }
    var input = StandardInput(limit: JSONLimits.event.bytes)
    while let line = input.line() {
      watch.begin()
      defer { watch.end() }
      if !write(result(line, host)) { return .temporary }
    }
    return .done
  }

  /// Fails where the proxy has given no descriptor 3: results would go to whatever gets that number later.
  static func checkDescriptor() throws(HostError) {
    if fcntl(3, F_GETFD) < 0 {
      throw HostError(.configuration, "the action loop writes to descriptor 3, which is closed: start it by the proxy")
    }
  }

  private static func result(_ line: StandardInput.Line, _ host: Host) -> JSON {
    switch line {
    case .tooLong: Activation.failure(InvocationDecoder.tooLarge(limit: JSONLimits.event.bytes))
    case .line(let bytes): Activation.run(bytes, host)
    }
  }

  private static func write(_ document: JSON) -> Bool {
    Output.write(document.bytes + [UInt8(ascii: "\n")], to: 3)
  }
}
