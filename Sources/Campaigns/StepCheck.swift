import Domain
import Rendering

/// Checks that every step can run and has its messages, and that every message has a step.
struct StepCheck {
  let file: CampaignFile
  let drafts: [MessageDraft]
  let report: Report

  func run() {
    let campaign = file.campaign
    let isCampaignFaulty = report.hasFault(in: CampaignFile.name)
    if campaign.steps.isEmpty { fault(1, "the campaign has no steps", isConsequence: isCampaignFaulty) }
    for (index, step) in campaign.steps.enumerated() {
      let line = file.stepLines[step.id] ?? 1
      if campaign.steps[..<index].contains(where: { $0.id == step.id }) {
        fault(line, "the step \(step.id) stands twice")
      }
      checkCanRun(step, line)
      checkMessages(step, line)
    }
    if campaign.messageClass == .marketing { noteGaps(campaign.steps) }
    for channel in campaign.maximumMessages.keys.sorted(by: { $0.rawValue < $1.rawValue }) where !sends(channel) {
      fault(
        1, "end.after_messages counts \(channel.rawValue), which no step sends", isConsequence: isCampaignFaulty)
    }
    for draft in drafts where !isUsed(draft) {
      report.add(draft.file, 1, "no step uses this message", isConsequence: isCampaignFaulty)
    }
  }

  private func checkCanRun(_ step: Step, _ line: Int) {
    for (channel, count) in step.requires.sorted(by: { $0.key.rawValue < $1.key.rawValue }) where count > 0 {
      if !file.campaign.steps.contains(where: { $0.id != step.id && $0.channels.contains(channel) }) {
        fault(line, "the step \(step.id) can never run: no other step sends \(channel.rawValue)")
      } else if let most = file.campaign.maximumMessages[channel], count >= most {
        fault(
          line,
          "the step \(step.id) can never run: it requires \(count) \(channel.rawValue) messages, and the campaign ends "
            + "after \(most)")
      }
    }
    if !step.channels.isEmpty, step.channels.allSatisfy({ file.campaign.maximumMessages[$0] == 0 }) {
      fault(line, "the step \(step.id) can never run: end.after_messages is 0 for its channels")
    }
    guard case .every = step.timing, let channel = step.channels.first,
      let most = file.campaign.maximumMessages[channel]
    else { return }
    for stage in step.templates where stage.from > max(most, 1) {
      fault(
        line, "the message \(stage.name) is never used: the campaign ends after \(most) \(channel.rawValue) messages")
    }
  }

  private func checkMessages(_ step: Step, _ line: Int) {
    if step.templates.isEmpty { fault(line, "the step \(step.id) has no template") }
    for (name, channel) in sent(step) where !drafts.contains(where: { $0.key == .init(name, channel) }) {
      let file = "messages/\(name).\(channel.rawValue).md"
      if report.hasFault(in: file) {
        fault(line, "\(file) has faults", isConsequence: true)
      } else {
        let names = drafts.filter { $0.key.channel == channel }.map(\.key.name)
        fault(line, "\(file) is missing" + didYouMean(name, among: names))
      }
    }
  }

  /// Says where a sequence is quicker or slower than readers are best served by (REQ-4-42, X-06); its days stay as they are.
  private func noteGaps(_ steps: [Step]) {
    for (earlier, later) in zip(steps, steps.dropFirst()) {
      guard let gap = gap(earlier.timing, later.timing), !(.days(3) ... .days(5)).contains(gap) else { continue }
      report.note(
        CampaignFile.name, file.stepLines[later.id] ?? 1,
        "the step \(later.id) follows \((gap.seconds + 43_200) / 86_400) days after \(earlier.id); 3 to 5 days are the rule"
      )
    }
  }

  /// Between two steps of one sequence; nil where they are measured from different moments, or as a rhythm.
  private func gap(_ earlier: Step.Timing, _ later: Step.Timing) -> Instant.Span? {
    switch (earlier, later) {
    case (.after(let first), .after(let second)): second + first * -1
    case (.afterAnchor(let anchor, let first), .afterAnchor(let other, let second)) where anchor == other:
      second + first * -1
    default: nil
    }
  }

  private func sends(_ channel: Channel) -> Bool { file.campaign.everyChannel.contains(channel) }

  /// The messages of the step with their channels: its own, and for those of its variants that change either, theirs.
  private func sent(_ step: Step) -> [(name: String, channel: Channel)] {
    let variants = file.campaign.experiments.filter { $0.step ?? step.id == step.id }.flatMap(\.variants)
    let ways =
      [(step.templates, step.channels)]
      + variants.map { ($0.templates[step.id] ?? step.templates, $0.channels[step.id] ?? step.channels) }
    var sent: [(name: String, channel: Channel)] = []
    for (templates, channels) in ways {
      for template in templates {
        for channel in channels where !sent.contains(where: { $0 == (template.name, channel) }) {
          sent.append((template.name, channel))
        }
      }
    }
    return sent
  }

  private func isUsed(_ draft: MessageDraft) -> Bool {
    draft.key.channel == .calendar && file.campaign.invitations.contains { $0.template == draft.key.name }
      || file.campaign.replies.contains { $0.template == draft.key.name && $0.channels.contains(draft.key.channel) }
      || file.campaign.steps.contains { sent($0).contains { $0 == (draft.key.name, draft.key.channel) } }
  }

  private func fault(_ line: Int, _ message: String, isConsequence: Bool = false) {
    report.add(CampaignFile.name, line, message, isConsequence: isConsequence)
  }
}
