import Domain
import FunctionHost
import Processes

/// The state of long work: one bar that grows on a terminal, a plain line every few seconds otherwise.
struct Progress {
  private static let width = 24

  private let label: String
  private var lastShown: Monotonic?

  init(_ label: String) { self.label = label }

  /// Shows `state` if enough time has passed since the last one; `share`, from 0 to 1, is what is done where that is known.
  mutating func show(_ share: Double? = nil, _ state: @autoclosure () -> String) {
    let now = Monotonic.now
    let pause = Instant.Span(microseconds: Console.isTerminal ? 100_000 : 5_000_000)
    if let lastShown, lastShown + pause > now { return }
    defer { lastShown = now }
    if Console.isTerminal {
      Console.write("\r\u{1B}[K\(label) \(bar(share))\(state())", to: 2)
    } else if lastShown != nil {
      Console.note("\(label): \(state())")
    }
  }

  /// Shows the end of the work.
  func finish(_ state: String) {
    Console.write("\(Console.isTerminal ? "\r\u{1B}[K" : "")\(label): \(state)\n", to: 2)
  }

  private func bar(_ share: Double?) -> String {
    guard let share else { return "" }
    let done = Int(Double(Self.width) * min(1, max(0, share)))
    return String(repeating: "█", count: done) + String(repeating: "░", count: Self.width - done) + " "
  }
}
