public import Access
public import Domain
import FunctionContract
public import JSON
public import Store

/// Finds out why a learner was, or was not, written to in one campaign (promise 5).
public struct Explainer {
  /// What was found.
  struct Answer {
    let userID: Int
    let campaign: String
    /// The campaign's title.
    let title: String
    let asOf: Instant
    let suppressions: [Suppression]
    let episodes: [Episode]
    /// Why there is no episode; empty where there is one.
    let notEnrolled: [Explanation.Finding]
  }

  struct Episode {
    let row: LearnerEpisodes.Row
    /// What the next tick would decide.
    let findings: [Explanation.Finding]
    let messages: [EpisodeMessages.Row]
  }

  let now: Instant

  public init(now: Instant) { self.now = now }

  /// The answer about one learner as JSON, in one campaign or in the first where none is named; nil where there is no such
  /// campaign.
  public func answer(
    _ userID: Int, campaign: String?, subjectID: Int?, _ connection: borrowing Connection
  ) throws(StoreError) -> JSON? {
    try explain(userID, campaign: campaign, subjectID: subjectID, connection)?.json
  }

  /// Reads whom and what the question is about; the answer is JSON.
  public static func ask(_ inquiry: Inquiry) throws(Problem) -> Inquiry.Question {
    let (parameters, now) = (inquiry.parameters, inquiry.now)
    guard let words = parameters["user"] else { throw .parameter("add ?user=<a learner's id, name or address>") }
    let subjectID = try parameters.number("subject", in: Int.min...Int.max)
    let campaign = parameters["campaign"]
    return { (connection) throws(StoreError) in
      let explainer = Explainer(now: now)
      let people = try connection.run(FindPeople(words: words))
      guard let person = people.first, people.count == 1 else {
        return Inquiry.Finding(unclear(people).response, about: people.map(\.id))
      }
      guard let answer = try explainer.explain(person.id, campaign: campaign, subjectID: subjectID, connection) else {
        return Inquiry.Finding(unknownCampaign(try explainer.campaigns(connection)).response)
      }
      return Inquiry.Finding(.json(answer.json), about: [person.id])
    }
  }

  /// The answer about one campaign, or about the first where none is named; nil where there is no such campaign.
  func explain(
    _ userID: Int, campaign slug: String?, subjectID: Int?, _ connection: borrowing Connection
  ) throws(StoreError) -> Answer? {
    let versions = try connection.run(CampaignVersions(now: now))
    guard let version = versions.first(where: { $0.isCurrent && $0.slug == slug ?? $0.slug }) else { return nil }
    let campaign = try version.campaign.get()
    let suppressions = try connection.run(LearnerSuppressions(userID: userID))
    let rows = try connection.run(
      LearnerEpisodes(userID: userID, campaignID: version.id.campaign, subjectID: subjectID, now: now))
    let messages = Dictionary(
      grouping: try connection.run(EpisodeMessages(enrolmentIDs: rows.map(\.id))), by: \.enrolmentID)
    let findings = try self.findings(rows, userID, connection)
    return Answer(
      userID: userID, campaign: version.slug, title: campaign.title, asOf: now, suppressions: suppressions,
      episodes: rows.map { Episode(row: $0, findings: findings[$0.id] ?? [], messages: messages[$0.id] ?? []) },
      notEnrolled: rows.isEmpty ? try notEnrolled(userID, version, campaign, suppressions, connection) : [])
  }

  /// The names of all campaigns.
  func campaigns(_ connection: borrowing Connection) throws(StoreError) -> [String] {
    try connection.run(CampaignVersions(now: now)).filter(\.isCurrent).map(\.slug)
  }

  /// Where nobody was found, or several were.
  private static func unclear(_ people: [FindPeople.Row]) -> Problem {
    if people.isEmpty {
      return Problem(
        404, "unknown_learner", title: "No such learner", "no learner is known by this id, name or address")
    }
    let ids = people.map { String($0.id) }.joined(separator: ", ")
    return Problem(409, "ambiguous_learner", title: "Several learners", "it may be any of these ids: \(ids)")
  }

  private static func unknownCampaign(_ known: [String]) -> Problem {
    Problem(
      404, "unknown_campaign", title: "No such campaign",
      "no campaign has this name; known: " + (known.isEmpty ? "none is published" : known.joined(separator: ", ")))
  }

  /// What the next tick would decide about active episodes, and how the others ended.
  private func findings(
    _ rows: [LearnerEpisodes.Row], _ userID: Int, _ connection: borrowing Connection
  ) throws(StoreError) -> [Int: [Explanation.Finding]] {
    var reader = PlanReader(now: now)
    let active = rows.filter { $0.status == .active }.map(\.id)
    var findings: [Int: [Explanation.Finding]] = [:]
    let sharing = try SharedAddresses(of: [userID], connection)
    try Bisection.run(active[...]) { (part) throws(StoreError) in
      for (id, input) in try reader.read(Array(part), learners: [userID], sharing: sharing, connection) {
        findings[id] = Explanation(Planner.plan(input, now: now), of: input).findings
      }
    } refusing: { id, _ in
      findings[id] = [Explanation.Finding(.queryFailed)]
    }
    for row in rows where row.status != .active { findings[row.id] = [Explanation.Finding(ended: row)] }
    return findings
  }

  private func notEnrolled(
    _ userID: Int, _ version: CampaignVersions.Row, _ campaign: Campaign, _ suppressions: [Suppression],
    _ connection: borrowing Connection
  ) throws(StoreError) -> [Explanation.Finding] {
    var findings = suppressions.map { Explanation.Finding($0.cause.reason) }
    if let reason = version.phase.reason { findings.append(Explanation.Finding(reason)) }
    let bucket = try connection.first(LearnerBucket(userID: userID, salt: .rollout(version.slug)))
    if bucket?.isIn(share: campaign.enter.rollout) == false {
      findings.append(
        Explanation.Finding(code: "outside_rollout", sentence: "The rollout does not reach this learner yet."))
    }
    if findings.isEmpty {
      findings.append(Explanation.Finding(code: "not_in_segment", sentence: campaign.enter.absence))
    }
    return findings
  }
}

extension Explanation.Finding {
  fileprivate init(_ reason: Reason) { self.init(code: reason.rawValue, sentence: reason.explanation) }

  fileprivate init(ended row: LearnerEpisodes.Row) {
    let reason = row.endReason.flatMap(Reason.init(rawValue:))
    self.init(
      code: row.endReason ?? row.status.rawValue, at: row.endedAt,
      sentence: reason?.explanation
        ?? (row.status == .paused ? Reason.enrolmentPaused.explanation : "The episode is over."))
  }
}

extension EntryRule {
  /// Why a learner of whom nothing else is known is not in the campaign.
  fileprivate var absence: String {
    switch trigger {
    case .silence:
      "No run of detect has found this learner in the campaign's segment: not quiet for long enough, quiet for too long, "
        + "or done."
    case .segment: "No run of detect has found this learner in the campaign's segment: its conditions did not hold."
    case .event(let types):
      "No event \(types.joined(separator: " or ")) of this learner brought them in, and no run of detect has found them in the campaign's segment."
    }
  }
}
