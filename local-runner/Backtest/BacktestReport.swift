import Domain
import Effect
import JSON

/// A back-test in words, and as JSON.
struct BacktestReport {
  private let test: Backtest

  init(_ test: Backtest) { self.test = test }

  /// For people.
  var lines: [String] { head + [""] + alone + [""] + messages + [""] + plan + [""] + caveats + [took] }

  private var head: [String] {
    let named = test.days.map(\.named)
    let most = named.max() ?? 0
    return [
      "\(test.campaign.slug), \(test.days.count) days from \(test.from.utcDate) to \(test.days.last?.date ?? ""), each with what was "
        + "known at its midnight (UTC).",
      "It would have written to \(test.inflow.pairs.grouped) pairs of learner and \(test.campaign.subject), "
        + "\(test.inflow.entries.grouped) times with those who entered again: "
        + "\(test.inflow.learners.grouped) learners, \(rounded(test.weekly)) new ones a week after the first day's "
        + "\((test.days.first?.entered ?? 0).grouped) pairs. The segment named \(most.grouped) at most.",
    ]
  }

  private var alone: [String] {
    if test.returns.isEmpty { return ["Nobody was looked at for a day: choose days that are longer past."] }
    let head =
      "after".padded(to: 10) + "entries".padded(to: 10) + "goal".padded(to: 9) + "active again".padded(to: 14)
      + "either"
    return ["What became of them without a message:", head]
      + test.returns.map { row in
        let cells = [row.goals, row.returned].map { percent($0, row.entries) }
        return "\(row.day) d".padded(to: 10) + row.entries.grouped.padded(to: 10) + cells[0].padded(to: 9)
          + cells[1].padded(to: 14) + percent(row.either, row.entries)
      }
  }

  private var messages: [String] {
    if test.messages.isEmpty { return ["Its steps plan no message within \(test.window) days of an entry."] }
    let head = "channel".padded(to: 12) + "messages".padded(to: 11) + "learners".padded(to: 11) + "cost at most"
    return ["Messages planned until they come back, within \(test.window) days of each entry:", head]
      + test.messages.map { row in
        row.channel.traits.label.padded(to: 12) + row.messages.grouped.padded(to: 11)
          + row.learners.grouped.padded(to: 11)
          + (row.cost.map { "\($0.text) \(test.currency)" } ?? "no price")
      }
  }

  private var plan: [String] {
    let alone = test.plan.alone
    if alone.count == 0 {
      return ["No window of \(test.window) days is over: nothing tells how many reach the goal alone."]
    }
    let head =
      "least effect".padded(to: 16) + HoldoutPlan.shares.map { "holdout \($0) %".padded(to: 24) }.joined().trimmed
    return [
      "\(percent(alone.goals, alone.count)) of \(alone.count.grouped) learners reach the goal in \(test.window) days by themselves. "
        + "To see more four times in five takes:", head,
    ]
      + HoldoutPlan.effects.map { effect in
        "\(effect) \(effect == 1 ? "point" : "points")".padded(to: 16)
          + HoldoutPlan.shares.map { words(test.plan.cell(effect: effect, share: $0)).padded(to: 24) }.joined().trimmed
      }
  }

  private func words(_ cell: HoldoutPlan.Cell?) -> String {
    guard let cell else { return "more than all" }
    guard let weeks = cell.weeks else { return "\(cell.needed.grouped), never" }
    return "\(cell.needed.grouped), \(weeks.grouped) weeks"
  }

  /// What the figures leave out.
  var caveats: [String] {
    let steps = test.campaign.steps
    let conditions =
      steps.contains { !$0.conditions.isEmpty } ? ["Steps with `when:` are counted as if it always held."] : []
    let consents =
      steps.contains { $0.channels.contains(.whatsapp) }
      ? ["WhatsApp is counted for everybody who has a number, whether they have agreed to it or not."] : []
    let failed = test.failed == 0 ? [] : ["The segment failed for \(test.failed.grouped) rows, which are left out."]
    return [
      "Whoever came back perhaps did so because others wrote to them: no past is free of messages.",
      "Opt-outs, caps, quiet hours and other campaigns are not part of it; `simulate` has them.",
    ] + conditions + consents + failed
      + test.limits.map { "lms.\($0.relation) \($0.reason)." }
  }

  private var took: String {
    let tenths = test.span.microseconds / 100_000
    return "\(test.days.count) days in \(tenths / 10).\(tenths % 10) s."
  }

  private func percent(_ part: Int, _ whole: Int) -> String {
    whole == 0 ? "–" : "\(rounded(Double(part) * 100 / Double(whole))) %"
  }

  private func rounded(_ number: Double) -> String {
    let tenths = Int((number * 10).rounded())
    return "\((tenths / 10).grouped).\(tenths % 10)"
  }

  var json: JSON {
    [
      "campaign": .string(test.campaign.slug), "from": .string(test.from.utcDate),
      "looked_at_until": .string(test.until.utcDate), "window_days": .integer(test.window),
      "pairs": .integer(test.inflow.pairs), "entries": .integer(test.inflow.entries),
      "learners": .integer(test.inflow.learners),
      "learners_a_week": .number(test.weekly), "failed": .integer(test.failed),
      "days": .array(
        test.days.map { ["date": .string($0.date), "named": .integer($0.named), "entered": .integer($0.entered)] }),
      "alone": .array(test.returns.map(\.json)), "messages": .array(test.messages.map { $0.json(test.currency) }),
      "experiment": experiment, "caveats": .array(caveats.map(JSON.string)),
      "seconds": .number(Double(test.span.microseconds) / 1_000_000),
    ]
  }

  private var experiment: JSON {
    let cells = HoldoutPlan.effects.flatMap { effect in
      HoldoutPlan.shares.map { share -> JSON in
        let cell = test.plan.cell(effect: effect, share: share)
        var members: [String: JSON] = ["points": .integer(effect), "holdout_percent": .integer(share)]
        members["needed"] = cell.map { .integer($0.needed) } ?? .null
        members["weeks"] = cell.flatMap { $0.weeks.map(JSON.integer) } ?? .null
        return .object(members)
      }
    }
    return [
      "closed": .integer(test.plan.alone.count), "goals": .integer(test.plan.alone.goals), "plans": .array(cells),
    ]
  }
}

extension ReadReturns.Row {
  fileprivate var json: JSON {
    [
      "days": .integer(day), "entries": .integer(entries), "goals": .integer(goals), "returned": .integer(returned),
      "either": .integer(either),
    ]
  }
}

extension PlanPastMessages.Row {
  fileprivate func json(_ currency: String) -> JSON {
    var members: [String: JSON] = [
      "channel": .string(channel.rawValue), "messages": .integer(messages), "learners": .integer(learners),
    ]
    members["cost"] = cost.map { .string("\($0.text) \(currency)") } ?? .null
    return .object(members)
  }
}
