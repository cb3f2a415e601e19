import Domain
import FunctionContract
import FunctionHost
import Store

/// The next days of one campaign beside all others, rehearsed on a copy of the database.
struct PlannedDays {
  private static let database = "rekindle_diff"

  private(set) var messages: [PlannedMessage] = []
  /// Learners whom a cap, a gap or a budget made wait, by the reason.
  private(set) var heldBack: [String: Set<Int>] = [:]

  /// Nothing is planned.
  init() {}

  /// - Parameter publish: Changes the copy before the first day.
  init(
    _ workspace: Workspace, _ server: PrivateServer, of campaign: String, from start: Instant, days: Int,
    publish: (Deployment) throws(RunnerError) -> Void
  ) throws(RunnerError) {
    try server.copyDatabase(PrivateServer.database, to: Self.database)
    defer { try? server.dropDatabase(Self.database) }
    try publish(Deployment(workspace, server, database: Self.database))
    let rehearsal = try Rehearsal(workspace, server, database: Self.database, from: start, keepsMail: false)
    defer { rehearsal.stop() }
    var progress = Progress("diff")
    for day in 1...days {
      for hour in 1...24 {
        try rehearsal.run(to: start + .days(day - 1) + .hours(hour))
        for row in try rehearsal.rows(ReadHeldBack(campaign: campaign)) {
          heldBack[row.reason, default: []].formUnion(row.learners)
        }
      }
      progress.show(Double(day) / Double(days), "day \(day)")
    }
    messages = try rehearsal.rows(ReadPlannedMessages(campaign: campaign, since: start))
  }

  var sent: [PlannedMessage] { messages.filter { $0.reason == nil } }
  var cost: Money { sent.map(\.cost).reduce(.zero, +) }

  /// What goes to each pair, in order.
  var pairs: [PlannedMessage.Pair: [PlannedMessage]] { Dictionary(grouping: sent, by: \.pair) }
}
