import Domain
import JSON
import Store

/// What one run of detection found and changed.
struct DetectCounts {
  var completed: Int
  var found = 0
  var enrolled = 0
  var heldOut = 0
  /// Learners, and whole campaigns, that could not be asked about; each is an anomaly.
  var failed = 0

  var json: [String: JSON] {
    [
      "users_detected": .integer(found), "enrolled": .integer(enrolled), "held_out": .integer(heldOut),
      "completed": .integer(completed), "failed": .integer(failed),
    ]
  }
}

/// One run of detection at one moment.
struct DetectRun {
  let now: Instant

  /// Closes what is over, then enrols whomever the segments name, campaign by campaign.
  func everybody(_ database: inout Database) throws(StoreError) -> DetectCounts {
    var counts = DetectCounts(completed: try database.execute(CompleteGoals(now: now)))
    for version in try database.run(CampaignVersions()) where version.isCurrent && !version.isPaused {
      try enrol(version, learner: nil, &counts, &database)
    }
    return counts
  }

  /// What the host's event about a learner changes: goals that are met, and campaigns that such an event enters.
  ///
  /// An event that never arrives is made good by the next run for everybody.
  func hear(_ type: String, about learner: Int, _ database: inout Database) throws(StoreError) -> DetectCounts {
    var counts = DetectCounts(completed: try database.execute(CompleteGoals(now: now, learner: learner)))
    for version in try database.run(CampaignVersions(enteredBy: type)) {
      try enrol(version, learner: learner, &counts, &database)
    }
    return counts
  }

  private func enrol(
    _ version: CampaignVersions.Row, learner: Int?, _ counts: inout DetectCounts, _ database: inout Database
  ) throws(StoreError) {
    guard let row = try entry(version, learner, &counts, &database) else { return }
    counts.failed += row.failed
    counts.found += row.found
    counts.enrolled += row.enrolled
    counts.heldOut += row.heldOut
  }

  /// What the entry did; nil, with an anomaly, where the campaign cannot be read or its segment not be asked at all.
  private func entry(
    _ version: CampaignVersions.Row, _ learner: Int?, _ counts: inout DetectCounts, _ database: inout Database
  ) throws(StoreError) -> EnrolSegment.Row? {
    do throws(StoreError) {
      let campaign = try version.campaign.get()
      return try database.first(EnrolSegment(id: version.id, campaign: campaign, now: now, learner: learner))
    } catch {
      if error.isPassing { throw error }
      counts.failed += 1
      let detail = "\(version.slug) version \(version.id.version): \(error.shortDescription)"
      try database.execute(NoteAnomalies([("segment_failed", detail)], now: now))
      return nil
    }
  }
}
