import Domain

/// Checks that `state.sql` gives the moments and facts that steps ask for.
struct SubjectCheck {
  private static let query = "state.sql"

  let file: CampaignFile
  let folder: CampaignFolder
  let report: Report

  func run() {
    let known = folder.files[Self.query].map(QueryCheck.words)
    for step in file.campaign.steps {
      for name in names(step) {
        require(name, of: "the step \(step.id)", file.stepLines[step.id] ?? 1, known)
      }
    }
    if let request = file.campaign.enter.request { require(request.fact, of: "the request", 1, known) }
  }

  private func require(_ name: String, of what: String, _ line: Int, _ known: Set<String>?) {
    if known?.contains(name) == true { return }
    report.add(
      CampaignFile.name, line,
      "\(what) needs \(name), "
        + (known.map { "which \(Self.query) does not return" + didYouMean(name, among: $0) }
          ?? "and the campaign has no \(Self.query)"))
  }

  /// The columns that the step needs, anchors first.
  private func names(_ step: Step) -> [String] {
    var names = [step.timing.anchor].compactMap { $0 }
    if case .anchor(let name) = step.usefulUntil { names.append(name) }
    return names + step.conditions.keys.sorted()
  }
}
