import FunctionHost
import Processes

/// The last log lines of handlers, kept to explain a failure.
final class LogCollector: Sendable {
  private let lines = Monitor<[String]>([])

  var last: String? { lines.read { $0.last } }

  func append(_ line: String) {
    lines.withLock { lines in
      lines.append(line)
      if lines.count > 200 { lines.removeFirst(100) }
    }
  }
}
