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
  /// Invitations that are no longer true and are being corrected.
  var corrected = 0
  /// Whether somebody may have to be written to now.
  var isUrgent = false
  /// What the platform is asked for; asked again until its data show it.
  var requests = TrialRequests()

  var json: [String: JSON] {
    [
      "users_detected": .integer(found), "enrolled": .integer(enrolled), "held_out": .integer(heldOut),
      "completed": .integer(completed), "corrected": .integer(corrected), "failed": .integer(failed),
    ]
  }
}

/// One run of detection at one moment.
struct DetectRun {
  /// Which campaigns are asked about everybody, by the event that has them asked.
  enum Round: String {
    case daily = "timer.detect"
    /// Only campaigns that cannot wait for a day.
    case hourly = "detect.hourly"
  }

  let now: Instant

  /// Closes what is over, once a day, then enrols whomever the segments name, campaign by campaign.
  func everybody(_ round: Round, _ database: inout Database) throws(StoreError) -> DetectCounts {
    var counts = DetectCounts(completed: round == .daily ? try database.execute(CompleteGoals(now: now)) : 0)
    for version in try database.run(CampaignVersions(now: now)) where version.isCurrent && version.phase == .active {
      if round == .hourly, case .success(let campaign) = version.campaign, !campaign.enter.isHourly { continue }
      try enrol(version, among: nil, &counts, &database)
      try ask(version, from: nil, &counts.requests, &database)
    }
    if round == .daily { _ = try database.first(LookAgain(learners: nil, now: now)) }
    counts.corrected = try correct(nil, &database)
    return counts
  }

  /// Enrols whomever the segment of one campaign names, where the campaign runs.
  func everybody(in campaign: String, _ database: inout Database) throws(StoreError) -> DetectCounts {
    var counts = DetectCounts(completed: 0)
    for version in try database.run(CampaignVersions(now: now))
    where version.slug == campaign && version.isCurrent && version.phase == .active {
      try enrol(version, among: nil, &counts, &database)
      try ask(version, from: nil, &counts.requests, &database)
    }
    return counts
  }

  /// Only asks the platform for what the run before it did not come to.
  func goOn(from place: TrialRequests.Place, _ database: inout Database) throws(StoreError) -> DetectCounts {
    var counts = DetectCounts(completed: 0)
    let versions = try database.run(CampaignVersions(now: now)).filter { $0.isCurrent && $0.phase == .active }
    for version in versions.drop(while: { $0.id.campaign != place.campaign }) {
      try ask(version, from: place, &counts.requests, &database)
    }
    return counts
  }

  /// What news about learners changes: goals that are met, campaigns that such an event enters, steps that have moved.
  ///
  /// An event that never arrives is made good by the next run for everybody.
  func hear(_ news: News, _ database: inout Database) throws(StoreError) -> DetectCounts {
    var counts = DetectCounts(completed: 0)
    counts.completed += try database.execute(CompleteGoals(now: now, learners: news.learners))
    for version in try database.run(CampaignVersions(now: now, enteredBy: news.type)) {
      let before = counts.enrolled
      try enrol(version, among: news.learners, &counts, &database)
      if counts.enrolled > before, case .success(let campaign) = version.campaign,
        campaign.firstLook(enteredAt: now) <= now
      {
        counts.isUrgent = true
      }
    }
    if try database.first(LookAgain(learners: news.learners, now: now)) ?? 0 > 0 { counts.isUrgent = true }
    counts.corrected = try correct(news.learners, &database)
    if counts.corrected > 0 { counts.isUrgent = true }
    return counts
  }

  /// Corrects the invitations of some learners, or of everybody, page by page; how many messages that takes.
  private func correct(_ learners: [Int]?, _ database: inout Database) throws(StoreError) -> Int {
    var reserved = 0
    var place: CorrectInvitations.Place?
    repeat {
      let page = try database.first(CorrectInvitations(learners: learners, after: place, now: now))
      reserved += page?.reserved ?? 0
      place = page?.rest
    } while place != nil
    return reserved
  }

  /// Asks for what the platform has not granted yet of what the campaign wants.
  private func ask(
    _ version: CampaignVersions.Row, from place: TrialRequests.Place?, _ requests: inout TrialRequests,
    _ database: inout Database
  ) throws(StoreError) {
    guard case .success(let campaign) = version.campaign, let request = campaign.enter.request else { return }
    try requests.ask(for: version, request, from: place, now: now, &database)
  }

  private func enrol(
    _ version: CampaignVersions.Row, among learners: [Int]?, _ counts: inout DetectCounts, _ database: inout Database
  ) throws(StoreError) {
    guard let row = try entry(version, learners, &counts, &database) else { return }
    counts.failed += row.failed
    counts.found += row.found
    counts.enrolled += row.enrolled
    counts.heldOut += row.heldOut
    if learners == nil {
      try database.execute(RecordSegment(id: version.id, named: row.found, covered: row.covered, now: now))
    }
  }

  /// What the entry did; nil, with an anomaly, where the campaign cannot be read or its segment not be asked at all.
  private func entry(
    _ version: CampaignVersions.Row, _ learners: [Int]?, _ counts: inout DetectCounts, _ database: inout Database
  ) throws(StoreError) -> EnrolSegment.Row? {
    do throws(StoreError) {
      let campaign = try version.campaign.get()
      return try database.first(EnrolSegment(id: version.id, campaign: campaign, now: now, learners: learners))
    } catch {
      if error.isPassing { throw error }
      counts.failed += 1
      let detail = "\(version.slug) version \(version.id.version): \(error.shortDescription)"
      try database.execute(NoteAnomalies([("segment_failed", detail)], now: now))
      return nil
    }
  }
}
