import Channels
import Domain
import FunctionContract

/// Hands events over to one destination.
protocol EventSink: Sendable {
  /// Tries once and tells what is left; `timeout` is asked before each request how long that may take.
  func hand(_ events: [CloudEvent], timeout: () -> Instant.Span) -> Delivery
}

/// What one attempt came to.
struct Delivery: Sendable, Equatable {
  /// The events that the destination has not confirmed, in their order.
  var left: [CloudEvent]
  /// Why, as a code: `http_503`, `timeout`, `AccessDenied`.
  var fault: Fault?

  static let complete = Delivery(left: [], fault: nil)

  /// Counts events as not confirmed; of several faults one that will not pass is told.
  mutating func add(_ events: [CloudEvent], _ fault: Fault) {
    left += events
    if self.fault?.mayPass != false { self.fault = fault }
  }
}

/// Why a destination did not take an event.
struct Fault: Error, Equatable {
  var code: String
  /// Whether the same request may succeed in a moment.
  var mayPass: Bool
  /// How long the destination asks to wait.
  var wait: Instant.Span?

  init(_ code: String, mayPass: Bool, wait: Instant.Span? = nil) {
    self.code = code
    self.mayPass = mayPass
    self.wait = wait
  }

  /// The fault that `observation` shows; nil where a request was answered with 2xx.
  init?(_ observation: Observation) {
    switch observation {
    case .answered(let answer) where (200..<300).contains(answer.status): return nil
    case .answered(let answer):
      let mayPass = answer.status == 408 || answer.status == 429 || answer.status >= 500
      self.init("http_\(answer.status)", mayPass: mayPass, wait: RetryAfter.wait(answer, now: WallClock.now))
    case .notSent(let what), .interrupted(let what): self.init(what.rawValue, mayPass: true)
    case .tooLate: self.init("timeout", mayPass: true)
    case .refused(let refusal): self.init(refusal.rawValue, mayPass: false)
    }
  }
}
