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
  /// What the platform is asked for; asked again until its data show it.
  var requests: [TrialRequests] = []

  var json: [String: JSON] {
    [
      "users_detected": .integer(found), "enrolled": .integer(enrolled), "held_out": .integer(heldOut),
      "completed": .integer(completed), "failed": .integer(failed),
    ]
  }
}

/// One run of detection at one moment.
struct DetectRun {
  /// Which campaigns a timer asks about everybody, by the timer's event.
  enum Round: String {
    case daily = "timer.detect"
    /// Only campaigns that cannot wait for a day.
    case hourly = "detect.hourly"
  }

  let now: Instant

  /// Closes what is over, once a day, then enrols whomever the segments name, campaign by campaign.
  func everybody(_ round: Round, _ database: inout Database) throws(StoreError) -> DetectCounts {
    var counts = DetectCounts(completed: round == .daily ? try database.execute(CompleteGoals(now: now)) : 0)
    for version in try database.run(CampaignVersions()) where version.isCurrent && !version.isPaused {
      if round == .hourly, !version.campaign.enter.isHourly { continue }
      try enrol(version, learner: nil, &counts, &database)
      counts.requests += try requests(of: version, &database)
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

  /// Whom the platform has not granted yet what the campaign asks of it.
  private func requests(
    of version: CampaignVersions.Row, _ database: inout Database
  ) throws(StoreError) -> [TrialRequests] {
    guard let request = version.campaign.enter.request else { return [] }
    let learners = try database.run(
      LearnersWithoutTrial(
        campaign: version.id.campaign, now: now, fact: request.fact, limit: TrialRequests.learnersPerRun))
    return learners.isEmpty ? [] : [TrialRequests(campaign: version.slug, request: request, learners: learners)]
  }

  private func enrol(
    _ version: CampaignVersions.Row, learner: Int?, _ counts: inout DetectCounts, _ database: inout Database
  ) throws(StoreError) {
    let entry = EnrolSegment(id: version.id, campaign: version.campaign, now: now, learner: learner)
    guard let row = try first(entry, of: version, &counts, &database) else { return }
    counts.failed += row.failed
    counts.found += row.found
    counts.enrolled += row.enrolled
    counts.heldOut += row.heldOut
  }
  /// What the entry did; nil, with an anomaly, where the campaign's segment cannot be asked at all.
  private func first(
    _ entry: EnrolSegment, of version: CampaignVersions.Row, _ counts: inout DetectCounts, _ database: inout Database
  ) throws(StoreError) -> EnrolSegment.Row? {
    do throws(StoreError) {
      return try database.first(entry)
    } catch {
      if error.isPassing { throw error }
      counts.failed += 1
      let detail = "\(version.slug) version \(version.id.version): \(error.shortDescription)"
      try database.execute(NoteAnomalies([("segment_failed", detail)], now: now))
      return nil
    }
  }
}
