import Domain
import FunctionContract
import FunctionHost
import FunctionShell
import JSON
import Processes
import Publishing

/// `function-host --timers`: fires the schedules of every function that is there, where no platform has timers.
///
/// A receiver confirms when it has handled the event, so that a failure is known and the event is sent again. A timer whose
/// last event is still on its way is not fired: the next one comes.
///
/// `REKINDLE_TIMERS_STATE` names a file that keeps the minute of the last look over a restart; without it timers of the hour before
/// the start are fired.
final class TimerMode: Sendable {
  /// How often one event is sent where it fails: for about two minutes, besides the time that handling takes.
  private static let attempts = 30
  private static let patience = Instant.Span.minutes(30)

  private let publishers: [String: EventPublisher]
  private let underWay = Monitor<Set<String>>([])
  private let log: Log

  private init(_ publishers: [String: EventPublisher], log: Log) {
    self.publishers = publishers
    self.log = log
  }

  /// Fires until SIGTERM or SIGINT; a fault says which setting to change.
  static func run(_ environment: Environment, log: Log) throws(HostError) -> Int32 {
    let manifests = try HostSettings.manifests(environment)
    let mode = TimerMode(try publishers(manifests, environment), log: log)
    let state = environment["REKINDLE_TIMERS_STATE"].map { TimerState(path: $0) }
    let timers: Timers
    do throws(UnknownTimeZone) {
      timers = try Timers(
        manifests.flatMap(\.consumes.schedule), after: state?.minute ?? WallClock.now.seconds / 60 - 60,
        note: { state?.keep($0) }
      ) { mode.fire($0) }
    } catch {
      throw HostError(.configuration, "\(error)")
    }
    StopSignal.wait()
    timers.stop()
    return 0
  }

  /// What carries the events of each timer.
  private static func publishers(
    _ manifests: [Manifest], _ environment: Environment
  ) throws(HostError) -> [String: EventPublisher] {
    var publishers: [String: EventPublisher] = [:]
    do throws(HandlerFailure) {
      let destinations = try EventDestinations(environment: environment.values)
      for manifest in manifests {
        var timer = manifest
        timer.emits = manifest.consumes.schedule.map(\.event)
        try destinations.check(timer, callerTakesEvents: false)
        let publisher = try EventPublisher(
          destinations, environment: environment.values, handlingTime: .seconds(manifest.limits.timeoutSeconds + 10),
          attempts: attempts)
        for type in timer.emits { publishers[type] = publisher }
      }
    } catch {
      throw HostError(error.exitCode, error.message)
    }
    if publishers.isEmpty { throw HostError(.configuration, "no function in REKINDLE_FUNCTIONS has a schedule") }
    return publishers
  }

  private func fire(_ event: CloudEvent) {
    guard let publisher = publishers[event.type] else { return }
    guard underWay.withLock({ $0.insert(event.type).inserted }) else {
      log.info("a timer was not fired: its last event is still on its way", ["event_type": .code(event.type)])
      return
    }
    Thread.start { [self] in
      do throws(HandlerFailure) {
        _ = try publisher.publish([event], before: Deadline(after: TimerMode.patience))
      } catch {
        log.failure(error)
      }
      underWay.withLock { _ = $0.remove(event.type) }
    }
  }
}
