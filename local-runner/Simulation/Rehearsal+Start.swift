import Domain
import FunctionContract
import FunctionHost
import Store

extension Rehearsal {
  /// The first moment of a rehearsal where none is wished: now by the deployment's clock, or the start of the day where the ledger
  /// is empty.
  ///
  /// Refuses a database in which nobody can be written to.
  static func start(_ connection: borrowing Connection, wished: Instant?) throws(RunnerError) -> Instant {
    let outlook = try ReadOutlook.row(connection)
    if let missing = outlook.missing { throw RunnerError(.configuration, missing) }
    let now = WallClock.now + (try RunnerSchema.readClock(connection))
    return wished ?? (outlook.hasLedger ? now : now.startOfDay)
  }
}
