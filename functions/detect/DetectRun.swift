import Domain
import JSON
import Store

/// What one run of detection found and changed.
struct DetectCounts {
  var found = 0
  var enrolled = 0
  var heldOut = 0
  var completed = 0

  var json: [String: JSON] {
    [
      "users_detected": .integer(found), "enrolled": .integer(enrolled), "held_out": .integer(heldOut),
      "completed": .integer(completed),
    ]
  }
}

/// One run of detection at one moment.
struct DetectRun {
  let now: Instant

  /// Closes what is over, then enrols whoever went quiet, campaign by campaign.
  func everybody(_ database: inout Database) throws(StoreError) -> DetectCounts {
    var counts = DetectCounts()
    for version in try database.run(CampaignVersions()) {
      counts.completed += try database.execute(CompleteGoals(id: version.id, now: now))
      guard version.isCurrent, !version.isPaused else { continue }
      guard let entry = try database.first(EnrolSegment(id: version.id, campaign: version.campaign, now: now)) else {
        continue
      }
      counts.found += entry.found
      counts.enrolled += entry.enrolled
      counts.heldOut += entry.heldOut
    }
    return counts
  }

  /// Closes the enrolments of one learner whose goal is met.
  func close(_ learner: Int, _ database: inout Database) throws(StoreError) -> DetectCounts {
    var counts = DetectCounts()
    for version in try database.run(CampaignVersions()) {
      counts.completed += try database.execute(CompleteGoals(id: version.id, now: now, learner: learner))
    }
    return counts
  }
}
