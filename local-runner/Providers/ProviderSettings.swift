import Domain

/// How the fake providers behave.
struct ProviderSettings: Sendable {
  /// From a request to its answer.
  var latency = Instant.Span.seconds(0)
  /// Share of requests answered with 429 and not accepted.
  var throttled = 0.0
  /// Share of requests answered with 500 and not accepted.
  var failed = 0.0
  /// Share of requests that get no answer and are not accepted.
  var dropped = 0.0
  /// Share of requests that get no answer although they were accepted: the sender cannot know.
  var swallowed = 0.0

  static let options = [
    Manual.Option("--latency", "SPAN", "from a request to its answer, such as 50ms"),
    Manual.Option("--throttle", "P", "share of requests answered with 429, from 0 to 1"),
    Manual.Option("--error", "P", "share answered with 500"),
    Manual.Option("--drop", "P", "share not accepted and not answered"),
    Manual.Option("--swallow", "P", "share accepted and not answered: the sender cannot know"),
  ]

  init() {}

  init(_ options: Options) throws(RunnerError) {
    latency = try options.span("--latency", else: .seconds(0))
    throttled = try options.share("--throttle")
    failed = try options.share("--error")
    dropped = try options.share("--drop")
    swallowed = try options.share("--swallow")
  }

  enum Fault {
    case throttled, failed, dropped, swallowed
  }

  /// The fault of one request, by chance.
  func fault() -> Fault? {
    guard throttled + failed + dropped + swallowed > 0 else { return nil }
    var chance = Double.random(in: 0..<1)
    for (share, fault) in [
      (throttled, Fault.throttled), (failed, .failed), (dropped, .dropped), (swallowed, .swallowed),
    ] {
      if chance < share { return fault }
      chance -= share
    }
    return nil
  }
}
