import Access
import Domain
import Store

extension Reports {
  /// How people get along with the worklist.
  static let worklist = Report(
    "/dashboard/worklist", title: "Worklist", member: "campaigns",
    empty: "No campaign has put anything on the worklist.",
    note:
      "Items that stand now, and how tries of the last 30 days ended; an item that nobody reached may be tried again. "
      + "Left by themselves: the learner returned, reached the goal or said no before anybody had to see to them.",
    statement: { (parameters, now) throws(Problem) in
      WorklistFigures(now: now, days: try parameters.number("days", in: 1...365) ?? 30)
    },
    columns: [
      Column("campaign", "Campaign") { .text($0.campaign) },
      Column("open", "Open") { .count($0.open) },
      Column("taken", "Taken") { .count($0.taken) },
      Column("waiting", "Waiting") { .count($0.waiting) },
      Column("oldest_at", "Oldest (UTC)") { .time($0.oldestAt) },
      Column("will_return", "Will return") { .count($0.outcomes[.willReturn] ?? 0) },
      Column("will_not_return", "Will not return") { .count($0.outcomes[.willNotReturn] ?? 0) },
      Column("wants_to_stop", "Want to stop") { .count($0.outcomes[.wantsToStop] ?? 0) },
      Column("not_reached", "Not reached") { .count($0.outcomes[.notReached] ?? 0) },
      Column("wrong_contact", "Wrong contact") { .count($0.outcomes[.wrongContact] ?? 0) },
      Column("left_by_themselves", "Left by themselves") { .count($0.leftByThemselves) },
      Column("expired", "Nobody took") { .count($0.expired) },
    ])
}
