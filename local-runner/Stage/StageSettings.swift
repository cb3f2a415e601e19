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
  /// Whether the senders are given the fake providers; otherwise they have what the environment sets up.
  var usesFakes = true
  /// nil sends nothing back.
  var callbacks: CallbackSettings? = CallbackSettings()
  var retry = RetrySchedule.standard
  var workers = 8
  var acceptanceLog: String?
  /// The time of events, callbacks and requests; nil for the clock that the database keeps.
  var clock: StageClock?
  /// Whether messages are kept for a look.
  var keepsMail = true
  /// Settings of handlers beside those of the project.
  var handlers: [String: String] = [:]
  /// Where messages say that pages are served; nil for the stage's own gateway.
  var publicURL: String?
  var log: @Sendable (_ function: String, _ line: String) -> Void = { _, line in Console.note(line) }
  var report: @Sendable (EventReport) -> Void = { _ in }
}
