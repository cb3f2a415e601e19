import Domain
import FunctionContract
import JSON
import Store

/// Trials that the platform is asked to grant, as events of learners: it may hear of one twice.
///
/// What one reply cannot hold, an event of our own goes on with, so that everybody is asked for in every run.
struct TrialRequests {
  /// Where to go on: behind an episode of a campaign.
  struct Place: Equatable {
    let campaign: Int
    let enrolment: Int
  }

  static let learnersPerEvent = 1000
  /// One event less than a reply may hold, which leaves room for the one that goes on.
  static let eventsPerReply = 9

  private(set) var asked: [(campaign: String, request: TrialRequest, learners: [Int])] = []
  /// Where the next event goes on; nil at the end.
  private(set) var rest: Place?

  /// Asks for everybody of a campaign for whom its fact does not hold, behind `place` where that is in it.
  mutating func ask(
    for version: CampaignVersions.Row, _ request: TrialRequest, from place: Place?, now: Instant,
    _ database: inout Database
  ) throws(StoreError) {
    if rest != nil { return }
    var after = place?.campaign == version.id.campaign ? place?.enrolment ?? 0 : 0
    while asked.count < Self.eventsPerReply {
      let page = try database.run(
        LearnersWithoutTrial(
          campaign: version.id.campaign, now: now, fact: request.fact, after: after, limit: Self.learnersPerEvent))
      let learners = Set(page.filter(\.isLacking).map(\.userID)).sorted()
      if !learners.isEmpty { asked.append((version.slug, request, learners)) }
      guard page.count == Self.learnersPerEvent, let last = page.last else { return }
      after = last.enrolmentID
    }
    rest = Place(campaign: version.id.campaign, enrolment: after)
  }

  func events(from invocation: Invocation) -> [CloudEvent] {
    var events = asked.enumerated().map { place, asked -> CloudEvent in
      .emitted(
        by: Detect.name, from: invocation, key: "\(asked.campaign):\(place)", type: "host.trial.requested",
        data: [
          "campaign": .string(asked.campaign), "product": .string(asked.request.product),
          "days": .integer(asked.request.days), "user_ids": .array(asked.learners.map(JSON.integer)),
        ])
    }
    if let rest {
      events.append(
        .emitted(by: Detect.name, from: invocation, key: "trials", type: Detect.dailyType, data: rest.json))
    }
    return events
  }
}

extension TrialRequests.Place {
  /// As an event carries it.
  var json: JSON { ["trials": ["campaign": .integer(campaign), "enrollment": .integer(enrolment)]] }

  /// What an event's data say; nil where it begins at the beginning.
  init?(_ data: JSON?) {
    guard let campaign = data?["trials"]?["campaign"]?.integer,
      let enrolment = data?["trials"]?["enrollment"]?.integer
    else { return nil }
    self.init(campaign: campaign, enrolment: enrolment)
  }
}
