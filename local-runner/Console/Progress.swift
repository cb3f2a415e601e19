import Domain
import FunctionHost
import Processes

/// The state of long work: a line that changes on a terminal, a plain line every few seconds otherwise.
struct Progress {
  private let label: String
  private var lastShown: Monotonic?

  init(_ label: String) { self.label = label }

  /// Shows `state` if enough time has passed since the last one.
  mutating func show(_ state: @autoclosure () -> String) {
    let now = Monotonic.now
    let pause = Instant.Span(microseconds: Console.isTerminal ? 100_000 : 5_000_000)
    if let lastShown, lastShown + pause > now { return }
    defer { lastShown = now }
    if Console.isTerminal {
      Console.write("\r\u{1B}[K\(label): \(state())", to: 2)
    } else if lastShown != nil {
      Console.note("\(label): \(state())")
    }
  }

  /// Shows the end of the work.
  func finish(_ state: String) {
    Console.write("\(Console.isTerminal ? "\r\u{1B}[K" : "")\(label): \(state)\n", to: 2)
  }
}
