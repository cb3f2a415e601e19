import Domain
import FunctionContract
import FunctionHost
import JSON
import Processes
import Store

/// A stage that goes on by itself: timers fire in real time, and the clock can be made to leap.
final class LiveStage: Sendable {
  /// What a leap brought.
  struct Passed: Sendable {
    let from: Instant
    let to: Instant
    let messages: Int

    var line: String {
      "The clock went from \(from.minuteUTC) to \(to.minuteUTC): "
        + (messages == 1 ? "1 message." : "\(messages.grouped) messages.")
    }

    init(from: Instant, to: Instant, messages: Int) {
      self.from = from
      self.to = to
      self.messages = messages
    }

    /// Reads `json`; nil for anything else.
    init?(_ json: JSON) {
      guard let from = json["from"]?.string.flatMap(Instant.init(rfc3339:)),
        let to = json["now"]?.string.flatMap(Instant.init(rfc3339:)), let messages = json["messages"]?.integer
      else { return nil }
      self.init(from: from, to: to, messages: messages)
    }

    var json: JSON {
      ["from": .string(from.rfc3339), "now": .string(to.rfc3339), "messages": .integer(messages)]
    }
  }

  private struct State {
    var timers: Timers?
    var isLeaping = false
    var isStopping = false
  }

  let stage: Stage
  private let database: ConnectionSettings
  private let firesTimers: Bool
  private let state = Monitor(State())

  /// `database` is the stage's, for the runner itself.
  init(_ stage: Stage, database: ConnectionSettings, firesTimers: Bool) throws(RunnerError) {
    self.stage = stage
    self.database = database
    self.firesTimers = firesTimers
    try startTimers()
  }

  /// Lets the clock leap; refused while it leaps already.
  func leap(_ leap: Leap) throws(RunnerError) -> Passed {
    let isFree = state.withLock { state in
      if state.isLeaping || state.isStopping { return false }
      state.isLeaping = true
      state.timers?.stop()
      return true
    }
    guard isFree else { throw RunnerError(.temporary, "the clock is moving already") }
    defer { state.withLock { $0.isLeaping = false } }
    let from = stage.clock.now
    let before = stage.sink.messages
    let result = Result { () throws(RunnerError) in
      try TimeLapse(stage, database: database).run(to: from + leap.longest, step: leap.step) { [state, stage] _ in
        state.read { $0.isStopping } || leap == .toNextMessage && stage.sink.messages > before
      }
    }
    stage.clock.go()
    try keepClock()
    try startTimers()
    try result.get()
    return Passed(from: from, to: stage.clock.now, messages: stage.sink.messages - before)
  }

  /// Ends timers and a leap that is under way.
  func stop() {
    state.withLock { state in
      state.isStopping = true
      state.timers?.stop()
    }
    _ = state.wait { $0.isLeaping ? nil : true }
  }

  private func keepClock() throws(RunnerError) {
    let connection: Connection
    do throws(StoreError) { connection = try Connection(database) } catch { throw RunnerError(error) }
    try RunnerSchema.keepClock(stage.clock.ahead, connection)
  }

  private func startTimers() throws(RunnerError) {
    guard firesTimers, !state.read({ $0.isStopping }) else { return }
    let schedules = stage.handlers.functions.flatMap(\.manifest.consumes.schedule)
    do throws(UnknownTimeZone) {
      let timers = try Timers(schedules, clock: { [clock = stage.clock] in clock.now }) { [stage] in
        stage.bus.publish($0)
      }
      state.withLock { $0.timers = timers }
    } catch {
      throw RunnerError(.configuration, "\(error)")
    }
  }
}

extension Instant {
  /// The minute for people, such as `2026-11-20 08:00 UTC`.
  var minuteUTC: String { "\(rfc3339.prefix(10)) \(rfc3339.dropFirst(11).prefix(5)) UTC" }
}
