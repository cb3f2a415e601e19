import Domain
import FunctionContract
import FunctionHost

/// What differs between the commands that put handlers on a stage.
struct StageSettings: Sendable {
  var database = PrivateServer.database
  var gatewayPort = 0
  var providerPort = 0
  var mode = HostedFunction.Mode.manifest
  var provider = ProviderSettings()
  /// nil sends nothing back.
  var callbacks: CallbackSettings? = CallbackSettings()
  var retry = RetrySchedule.standard
  var workers = 8
  var acceptanceLog: String?
  /// The time of callbacks and requests; handlers take it from their events where it is not the wall clock.
  var clock: @Sendable () -> Instant = { WallClock.now }
  var usesEventClock = false
  var log: @Sendable (_ function: String, _ line: String) -> Void = { _, line in Console.note(line) }
  var report: @Sendable (EventReport) -> Void = { _ in }
}
