import Domain

/// What people have said about the jobs of a page of enrolments.
struct JobChanges {
  private struct Key: Hashable {
    let job: String
    let anchorAt: Instant
  }

  private let runAt: [Key: Instant?]

  /// Reads what was said about the jobs that the campaigns plan for the rows; asks nothing where none has a name.
  init(
    _ rows: [ReadEnrolments.Row], of campaigns: [CampaignVersionID: PublishedCampaign],
    _ connection: borrowing Connection
  ) throws(StoreError) {
    let names = Set(
      rows.filter { $0.requested == nil }.flatMap { row in
        (campaigns[row.version]?.campaign.steps ?? []).compactMap { $0.job?.about(row.subjectID) }
      })
    let changes = names.isEmpty ? [] : try connection.run(ReadJobChanges(jobs: names.sorted()))
    runAt = Dictionary(
      changes.map { (Key(job: $0.job, anchorAt: $0.anchorAt), $0.runAt) }, uniquingKeysWith: { $1 })
  }

  /// The changed times of an enrolment's steps, by their places.
  func changes(of campaign: Campaign, about subject: Int, anchors: [String: Instant]) -> [Int: Instant?] {
    if runAt.isEmpty { return [:] }
    var changes: [Int: Instant?] = [:]
    for (index, step) in campaign.steps.enumerated() {
      guard let job = step.job?.about(subject), let anchorAt = step.timing.anchor.flatMap({ anchors[$0] }),
        let change = runAt[Key(job: job, anchorAt: anchorAt)]
      else { continue }
      changes[index] = .some(change)
    }
    return changes
  }
}
