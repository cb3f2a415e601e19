import YAML

/// The fields of a mapping: each is asked for once, what nobody asked for is unknown.
final class YAMLFields {
  let line: Int
  private let file: String
  private let report: Report
  private let entries: [YAMLNode.Entry]
  private var asked: [String] = []

  /// The fields of `node`; nil, with a fault reported, where it is no mapping.
  init?(_ node: YAMLNode, file: String, report: Report, as what: String) {
    guard case .mapping(let entries) = node.content else {
      report.add(file, node.line, "\(what) must be a mapping of keys to values")
      return nil
    }
    line = node.line
    self.file = file
    self.report = report
    self.entries = entries
  }

  /// Keys with their values, in order, whatever they are.
  var all: [YAMLNode.Entry] { entries }

  func optional(_ key: String) -> YAMLNode? {
    asked.append(key)
    return entries.first { $0.key == key }?.value
  }

  func required(_ key: String) -> YAMLNode? {
    guard let node = optional(key) else {
      let isMisspelt = !didYouMean(key, among: entries.map(\.key).filter { !asked.contains($0) }).isEmpty
      report.add(file, line, "the key \(key) is missing", isConsequence: isMisspelt)
      return nil
    }
    return node
  }

  /// The value of `node` as `parse` reads it; a fault where it is no scalar or `parse` refuses it.
  func value<Value>(_ node: YAMLNode?, _ expected: String, _ parse: (String) -> Value?) -> Value? {
    guard let node else { return nil }
    guard let text = node.scalar, !text.isEmpty else {
      fault("\(expected) must stand here", at: node.line)
      return nil
    }
    guard let value = parse(text) else {
      fault("'\(text)' is not \(expected)", at: node.line)
      return nil
    }
    return value
  }

  func text(_ node: YAMLNode?) -> String? { value(node, "a text") { $0 } }

  /// One of the values of `Choice`, a near miss named.
  func choice<Choice: RawRepresentable<String> & CaseIterable>(_ node: YAMLNode?) -> Choice? {
    choice(node, of: Array(Choice.allCases))
  }

  /// One of `choices`, a near miss named.
  func choice<Choice: RawRepresentable<String>>(_ node: YAMLNode?, of choices: [Choice]) -> Choice? {
    guard let node else { return nil }
    let names = choices.map(\.rawValue)
    guard let text = node.scalar, let choice = choices.first(where: { $0.rawValue == text }) else {
      fault(
        "'\(node.scalar ?? "this")' is not one of \(names.joined(separator: ", "))"
          + didYouMean(node.scalar ?? "", among: names), at: node.line)
      return nil
    }
    return choice
  }

  func list(_ node: YAMLNode?, of what: String) -> [YAMLNode] {
    guard let node else { return [] }
    guard case .sequence(let elements) = node.content else {
      fault("a list of \(what) must stand here: [a, b]", at: node.line)
      return []
    }
    return elements
  }

  func fields(_ node: YAMLNode?, as what: String) -> YAMLFields? {
    node.flatMap { YAMLFields($0, file: file, report: report, as: what) }
  }

  func fault(_ message: String, at line: Int) { report.add(file, line, message) }

  func note(_ message: String, at line: Int) { report.note(file, line, message) }

  /// Where the keys of a campaign stand, of which most are found astray.
  private static let homes = Dictionary(
    [
      (
        "the campaign",
        [
          "name", "title", "class", "topic", "subject", "enter", "goal", "end", "send_window", "retry", "steps",
          "replies", "invitations",
        ]
      ),
      ("enter", ["segment", "inactive_days", "lookback_days", "rollout", "holdout", "reentry"]),
      ("end", ["after_messages"]), ("send_window", ["zone", "fallback_zone"]),
      ("a step", ["id", "every", "channels", "template", "requires", "useful_for", "when", "deliver"]),
    ].flatMap { home, keys in keys.map { ($0, home) } }, uniquingKeysWith: { first, _ in first })

  /// Reports the keys that nobody asked for.
  func refuseOthers() {
    for entry in entries where !asked.contains(entry.key) {
      let home = (file == CampaignFile.name ? YAMLFields.homes[entry.key] : nil).map {
        ": it belongs to \($0), is it indented too little or too much?"
      }
      fault("the key \(entry.key) is unknown" + (home ?? didYouMean(entry.key, among: asked)), at: entry.line)
    }
  }
}
