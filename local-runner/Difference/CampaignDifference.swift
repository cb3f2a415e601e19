import Domain
import JSON

/// What a campaign's folder changes of the published version.
struct CampaignDifference {
  let campaign: String
  /// Nil where none is published.
  let version: Int?
  let from: Instant
  let days: Int
  /// Whether publishing the folder changes anything: words that nobody reads, such as comments, do not.
  let isEmpty: Bool
  let old: PlannedDays
  let new: PlannedDays
  let files: [(file: String, change: String)]
  let texts: TextDifference
  let plan: PlanDifference

  init(
    campaign: String, version: Int?, from: Instant, days: Int, isEmpty: Bool, old: PlannedDays, new: PlannedDays,
    files: [(file: String, change: String)], texts: TextDifference
  ) {
    (self.campaign, self.version, self.from, self.days, self.isEmpty) = (campaign, version, from, days, isEmpty)
    (self.old, self.new, self.files, self.texts) = (old, new, files, texts)
    plan = PlanDifference(from: old.pairs, to: new.pairs)
  }

  /// For people; `named` pairs of each kind are named.
  func lines(named: Int) -> [String] {
    if isEmpty {
      let rest = files.isEmpty ? "." : ", but for comments and samples."
      return ["\(campaign): the folder is what is published\(rest)"] + changedFiles
    }
    return head + learners(named) + [""] + counts + [""] + changedFiles + sideBySide
  }

  private var head: [String] {
    let published = version.map { "version \($0) as published" } ?? "nothing published"
    return ["\(campaign): \(published), against its folder, \(days) days from \(from.utcDate).", ""]
  }

  private var kinds: [(name: String, pairs: [PlannedMessage.Pair])] {
    [
      ("gained", plan.gained), ("lost", plan.lost), ("moved to other steps", plan.otherSteps),
      ("moved to other times", plan.otherTimes),
    ]
  }

  private func learners(_ named: Int) -> [String] {
    kinds.map { kind in
      let who = kind.pairs.prefix(named).map { "\($0.learner)/\($0.subject)" }.joined(separator: ", ")
      let rest = kind.pairs.count > named && named > 0 ? ", …" : ""
      return "\(kind.pairs.count.grouped.padded(to: 8))\(kind.name)" + (who.isEmpty ? "" : ": \(who)\(rest)")
    } + ["\(plan.unchanged.grouped.padded(to: 8))as before"]
  }

  private var counts: [String] {
    var rows = [("", "published", "folder")]
    for channel in Channel.allCases where (old.sent + new.sent).contains(where: { $0.channel == channel }) {
      let count = { (side: PlannedDays) in side.sent.count { $0.channel == channel }.grouped }
      rows.append(("messages by \(channel.traits.label)", count(old), count(new)))
    }
    rows.append(("cost", old.cost.text, new.cost.text))
    for reason in Set(old.heldBack.keys).union(new.heldBack.keys).sorted() {
      let count = { (side: PlannedDays) in (side.heldBack[reason]?.count ?? 0).grouped }
      rows.append(("waited: \(reason)", count(old), count(new)))
    }
    for reason in Set((old.messages + new.messages).compactMap(\.reason)).sorted() {
      let count = { (side: PlannedDays) in side.messages.count { $0.reason == reason }.grouped }
      rows.append(("not sent: \(reason)", count(old), count(new)))
    }
    return rows.map { $0.0.padded(to: 30) + $0.1.padded(to: 14) + $0.2 }
  }

  private var changedFiles: [String] { files.map { "\($0.change.padded(to: 9))\($0.file)" } }

  private var sideBySide: [String] {
    let width = 58
    return texts.pages.flatMap { page -> [String] in
      ["", page.name]
        + page.lines.flatMap { line -> [String] in
          let (left, right) = (wrapped(line.old, width), wrapped(line.new, width))
          return (0..<max(left.count, right.count, 1)).map { row in
            let cell = row < left.count ? left[row] : ""
            return "  - \(cell)".padded(to: width + 5) + "+ " + (row < right.count ? right[row] : "")
          }
        }
    }
  }

  private func wrapped(_ text: String?, _ width: Int) -> [String] {
    guard let text else { return [] }
    var lines = [""]
    for word in text.split(separator: " ") {
      let last = lines[lines.count - 1]
      if last.isEmpty {
        lines[lines.count - 1] = String(word)
      } else if last.count + 1 + word.count <= width {
        lines[lines.count - 1] = "\(last) \(word)"
      } else {
        lines.append(String(word))
      }
    }
    return lines
  }

  var json: JSON {
    var members: [String: JSON] = [
      "campaign": .string(campaign), "from": .string(from.utcDate), "days": .integer(days),
      "differs": .bool(!isEmpty), "gained": pairs(plan.gained), "lost": pairs(plan.lost),
      "other_steps": pairs(plan.otherSteps), "other_times": pairs(plan.otherTimes),
      "unchanged": .integer(plan.unchanged), "published": old.json, "folder": new.json,
      "files": .object(Dictionary(files.map { ($0.file, .string($0.change)) }, uniquingKeysWith: { $1 })),
    ]
    members["version"] = version.map(JSON.integer) ?? .null
    members["texts"] = .object(
      Dictionary(
        texts.pages.map { page in
          (page.name, .array(page.lines.map { ["published": text($0.old), "folder": text($0.new)] }))
        }, uniquingKeysWith: { $1 }))
    return .object(members)
  }

  private func pairs(_ pairs: [PlannedMessage.Pair]) -> JSON {
    .array(pairs.map { ["learner": .integer($0.learner), "subject": .integer($0.subject)] })
  }

  private func text(_ text: String?) -> JSON { text.map(JSON.string) ?? .null }
}

extension PlannedDays {
  fileprivate var json: JSON {
    let channels = Dictionary(grouping: sent, by: \.channel.rawValue).mapValues { JSON.integer($0.count) }
    let reasons = Dictionary(grouping: messages.compactMap(\.reason), by: \.self).mapValues { JSON.integer($0.count) }
    return [
      "messages": .object(channels), "cost": .string(cost.text), "not_sent": .object(reasons),
      "waited": .object(heldBack.mapValues { .integer($0.count) }),
    ]
  }
}
