import Domain

/// Checks that each experiment asks something, and that its answer can be counted.
struct ExperimentCheck {
  let file: CampaignFile
  let report: Report

  func run() {
    let campaign = file.campaign
    for (index, draft) in file.experiments.enumerated() {
      let name = draft.experiment.name
      if file.experiments[..<index].contains(where: { $0.experiment.name == name }) {
        fault(draft.line, "the experiment \(name) stands twice: its figures would be one")
      }
      if campaign.goalWithin == nil {
        fault(draft.line, "variants need goal: { within: 14 days }: until when a goal counts for one of them")
      }
      checkShares(draft)
      checkChanges(draft)
      for (variant, line) in zip(draft.experiment.variants, draft.variantLines) {
        checkWindows(variant, of: draft.experiment, line)
        checkOverlap(variant, of: draft.experiment, line)
      }
    }
  }

  private func checkShares(_ draft: ExperimentDraft) {
    let variants = draft.experiment.variants
    if variants.count < 2 { return fault(draft.line, "an experiment has two variants at least") }
    let sum = variants.reduce(0) { $0 + $1.share }
    if sum != 10_000 { fault(draft.line, "the shares add up to \(Self.percent(sum)), not to 100%") }
    for (index, variant) in variants.enumerated() {
      let line = draft.variantLines[index]
      if variant.share == 0 { fault(line, "nobody gets the variant \(variant.name): its share is 0%") }
      if variants[..<index].contains(where: { $0.name == variant.name }) {
        fault(line, "the variant \(variant.name) stands twice")
      }
    }
  }

  private func checkChanges(_ draft: ExperimentDraft) {
    let variants = draft.experiment.variants
    for (index, variant) in variants.enumerated() {
      guard let same = variants[..<index].first(where: { variant.changesTheSame(as: $0) && $0.name != variant.name })
      else { continue }
      fault(
        draft.variantLines[index],
        "the variants \(same.name) and \(variant.name) are the same: change subject, template, channels or send_window of one"
      )
    }
  }

  /// A variant waits for hours of its own, and never outside the campaign's.
  private func checkWindows(_ variant: Variant, of experiment: Experiment, _ line: Int) {
    if variant.sendWindows.isEmpty { return }
    if file.campaign.messageClass == .transactional {
      fault(line, "a transactional message goes at once, at any hour: send_window changes nothing")
    }
    for (channel, window) in variant.sendWindows.sorted(by: { $0.key.rawValue < $1.key.rawValue }) {
      guard let bounds = file.campaign.sendWindows[channel] else { continue }
      if window.from < bounds.from || window.to > bounds.to {
        fault(line, "the variant's send_window of \(channel.rawValue) reaches beyond the campaign's")
      }
    }
    for step in file.campaign.steps where experiment.step ?? step.id == step.id {
      if case .span(let span) = step.usefulUntil, span < .hours(24) {
        fault(line, "what waits for the variant's hours may take a day: the step \(step.id) is useful for less")
      }
    }
  }

  /// What a step's own variants decide, those of the campaign leave alone.
  private func checkOverlap(_ variant: Variant, of experiment: Experiment, _ line: Int) {
    guard experiment.step == nil else { return }
    for other in file.experiments {
      guard let step = other.experiment.step, variant.templates[step] != nil || variant.channels[step] != nil
      else { continue }
      fault(line, "the step \(step) has variants of its own; leave it to them")
    }
  }

  private static func percent(_ share: Int) -> String {
    let rest = share % 100
    let tail = rest == 0 ? "" : rest % 10 == 0 ? ".\(rest / 10)" : ".\(rest < 10 ? "0" : "")\(rest)"
    return "\(share / 100)\(tail)%"
  }

  private func fault(_ line: Int, _ message: String) { report.add(CampaignFile.name, line, message) }
}
