import Domain
import FunctionContract
import JSON
import Store

/// The outcome of a rehearsal: the ledger by day, channel and reason, and the promises that were broken.
struct SimulationReport {
  let ledger: [LedgerLine]
  let violations: [(rule: String, count: Int)]

  init(_ connection: borrowing Connection, since: Instant) throws(RunnerError) {
    do throws(StoreError) {
      ledger = try connection.run(ReadLedger(since: since.rfc3339))
      violations = try connection.run(ReadViolations())
    } catch {
      throw RunnerError(error)
    }
  }

  /// The table for people: a row a day, a column for each channel, then what was not sent and why.
  var lines: [String] {
    let sent = ledger.filter { $0.isSent }
    let channels = Set(ledger.map(\.channel)).sorted()
    var lines = ["day         " + channels.map { $0.padded(to: 8) }.joined() + "not sent"]
    for day in Set(ledger.map(\.day)).sorted() {
      let counts = channels.map { channel in
        String(sent.filter { $0.day == day && $0.channel == channel }.map(\.count).reduce(0, +)).padded(to: 8)
      }
      let others = ledger.filter { $0.day == day && !$0.isSent }
        .map { "\($0.count) \($0.channel) \($0.status): \($0.detail)" }
      lines.append("\(day)  \(counts.joined())\(others.joined(separator: ", "))")
    }
    lines.append("")
    lines += totals
    return lines + verdict
  }

  var json: JSON {
    [
      "ledger": .array(
        ledger.map { line in
          [
            "day": .string(line.day), "channel": .string(line.channel), "status": .string(line.status),
            "detail": .string(line.detail), "count": .integer(line.count),
          ]
        }),
      "violations": .array(violations.map { ["rule": .string($0.rule), "count": .integer($0.count)] }),
    ]
  }

  private var totals: [String] {
    var counts: [String: Int] = [:]
    for line in ledger { counts["\(line.channel) \(line.status) \(line.detail)", default: 0] += line.count }
    return counts.sorted { $0.key < $1.key }.map { "  \($0.key.padded(to: 44))\($0.value.grouped)" }
  }

  private var verdict: [String] {
    if violations.isEmpty { return ["", "Every cap, gap and order held."] }
    return [""] + violations.map { "BROKEN: \($0.rule), \($0.count) times" }
  }
}

extension LedgerLine {
  fileprivate var isSent: Bool { status == "sent" || status == "presumed_sent" }
}
