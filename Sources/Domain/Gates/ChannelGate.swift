/// Whether one channel may be used for one candidate now: everything that stands against it.
struct ChannelGate {
  /// In the order of the rules; empty where the channel is open.
  let findings: [Finding]

  init(_ candidate: Candidate, _ channel: Channel, _ input: PlanInput, now: Instant) {
    var findings: [Finding] = []
    for gate in Gates.all {
      if let finding = gate.judge(candidate, channel, input, now: now) { findings.append(finding) }
    }
    self.findings = findings
  }

  /// The finding that decides: the first that closes, otherwise the wait that ends last; nil where the channel is open.
  var decisive: Finding? {
    var latest: (finding: Finding, until: Instant)?
    for finding in findings {
      switch finding {
      case .closed: return finding
      case .waits(_, let until): if latest.map({ $0.until < until }) ?? true { latest = (finding, until) }
      }
    }
    return latest?.finding
  }
}
