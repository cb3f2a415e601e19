import Domain
import FunctionContract
import FunctionHost
import Store

extension Rehearsal {
  /// The first moment: as wished, else now by the deployment's clock, or the start of its day where the ledger is empty.
  ///
  /// Refuses a database in which nobody can be written to.
  static func start(_ connection: borrowing Connection, wished: Instant?) throws(RunnerError) -> Instant {
    let outlook = try ReadOutlook.row(connection)
    if let missing = outlook.missing { throw RunnerError(.configuration, missing) }
    let now = WallClock.now + (try RunnerSchema.readClock(connection))
    return wished ?? (outlook.hasLedger ? now : now.startOfDay)
  }
}
