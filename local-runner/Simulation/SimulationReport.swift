import Domain
import FunctionContract
import JSON
import Store

/// The outcome of a rehearsal: who was written to, the ledger by campaign, day, channel and reason, and the promises that were broken.
struct SimulationReport {
  let campaigns: [String]
  let ledger: [LedgerLine]
  let violations: [(rule: String, count: Int)]
  /// Learners who were written to, the first ones, and of how many.
  let recipients: [Recipient]
  let recipientCount: Int
  /// The messages to the learners that were asked about; nil where nobody was.
  let timeline: [TimelineEntry]?

  /// - Parameters:
  ///   - listed: How many learners are named at most.
  ///   - learner: Whose messages are told one by one: an id, an address, or part of a name.
  init(
    _ connection: borrowing Connection, since: Instant, listed: Int = 10, learner: String? = nil
  ) throws(RunnerError) {
    do throws(StoreError) {
      campaigns = try connection.run(ReadCampaigns())
      ledger = try connection.run(ReadLedger(since: since.rfc3339))
      violations = try connection.run(ReadViolations())
      recipients = try connection.run(ReadRecipients(since: since, limit: listed))
      recipientCount = try connection.first(CountRecipients(since: since)) ?? 0
      timeline = try learner.map { (words) throws(StoreError) in
        try connection.run(ReadTimeline(words: words, since: since))
      }
    } catch {
      throw RunnerError(error)
    }
  }

  /// The report for people: how many and when, what was not sent and why, who, and whether every promise held.
  var lines: [String] { (summary + perCampaign + days + reasons + who + told + verdict).map { $0.trimmedEnd } }

  var json: JSON {
    var members: [String: JSON] = [
      "ledger": .array(ledger.map(\.json)), "learners": .array(recipients.map(\.json)),
      "learnerCount": .integer(recipientCount),
      "violations": .array(violations.map { ["rule": .string($0.rule), "count": .integer($0.count)] }),
    ]
    members["timeline"] = timeline.map { .array($0.map(\.json)) }
    return .object(members)
  }

  private var summary: [String] {
    let counts = channels.map { channel in
      "\(sum { $0.isSent && $0.channel == channel }.grouped) by \(label(channel))"
    }
    let whom = "\(sum(\.isSent).grouped) messages to \(recipientCount.grouped) learners"
    let doubtful = sum(\.isDoubtful)
    let doubt = doubtful == 0 ? [] : ["\(doubtful.grouped) more in doubt: nobody heard whether the provider took them."]
    return [([whom] + [counts.joined(separator: ", ")].filter { !$0.isEmpty }).joined(separator: ": ") + "."] + doubt
      + [""]
  }

  /// A row a campaign, also for one that wrote nothing, a column for each channel.
  private var perCampaign: [String] {
    if campaigns.isEmpty { return [] }
    let head = "campaign".padded(to: 28) + channels.map { label($0).padded(to: 10) }.joined() + "not sent"
    let rows = campaigns.map { campaign in
      let sent = channels.map { channel in
        String(sum { $0.isSent && $0.campaign == campaign && $0.channel == channel }).padded(to: 10)
      }
      return campaign.padded(to: 28) + sent.joined() + String(sum { $0.isUnsent && $0.campaign == campaign })
    }
    return [head] + rows + [""]
  }

  /// A row a day, a column for each channel.
  private var days: [String] {
    guard !ledger.isEmpty else { return [] }
    let head = "day".padded(to: 12) + channels.map { label($0).padded(to: 10) }.joined() + "not sent"
    let rows = Set(ledger.map(\.day)).sorted().map { day in
      let sent = channels.map { channel in
        String(sum { $0.isSent && $0.day == day && $0.channel == channel }).padded(to: 10)
      }
      return day.padded(to: 12) + sent.joined() + String(sum { $0.isUnsent && $0.day == day })
    }
    return [head] + rows + [""]
  }

  /// What was not sent, and why.
  private var reasons: [String] {
    let others = Dictionary(grouping: ledger.filter(\.isUnsent)) { [$0.channel, $0.status, $0.detail] }
    if others.isEmpty { return [] }
    let rows = others.map { key, lines in (count: lines.map(\.count).reduce(0, +), key: key) }
      .sorted { ($1.count, $0.key[2]) < ($0.count, $1.key[2]) }
      .map { row in
        "  \(row.count.grouped.padded(to: 8))\(label(row.key[0])) \(row.key[1]): "
          + (row.key[2].isEmpty ? "the month ended first." : Reason.sentence(row.key[2]))
      }
    return ["Not sent, and why:"] + rows + [""]
  }

  private var who: [String] {
    if recipients.isEmpty { return [] }
    let rest = recipientCount - Set(recipients.filter { !$0.messages.isEmpty }.map(\.id)).count
    let more = rest > 0 ? ["  and \(rest.grouped) others: --who N names more, --learner NAME tells one's messages"] : []
    return ["Who, and about what:"] + recipients.map(\.line) + more + [""]
  }

  private var told: [String] {
    guard let timeline else { return [] }
    return timeline.isEmpty
      ? ["No message to this learner, sent or not.", ""] : ["Message by message:"] + timeline.map(\.line) + [""]
  }

  private var verdict: [String] {
    if violations.isEmpty { return ["Every cap, gap and order held."] }
    return violations.map { "BROKEN: \($0.rule), \($0.count) times" }
  }

  private var channels: [String] { Set(ledger.map(\.channel)).sorted() }

  private func sum(_ isWanted: (LedgerLine) -> Bool) -> Int { ledger.filter(isWanted).map(\.count).reduce(0, +) }

  private func label(_ channel: String) -> String { Channel(rawValue: channel)?.traits.label ?? channel }
}

extension LedgerLine {
  fileprivate var isSent: Bool { status == "sent" }
  fileprivate var isDoubtful: Bool { status == "unknown" || status == "presumed_sent" }
  fileprivate var isUnsent: Bool { !isSent && !isDoubtful }

  fileprivate var json: JSON {
    [
      "campaign": .string(campaign), "day": .string(day), "channel": .string(channel), "status": .string(status),
      "detail": .string(detail), "count": .integer(count),
    ]
  }
}

extension String {
  fileprivate var trimmedEnd: String { String(reversed().drop { $0 == " " }.reversed()) }
}
