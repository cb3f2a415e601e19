import Domain
import FunctionContract
import JSON
import Store

/// Answers one query on one snapshot.
struct Desk {
  let now: Instant

  func answer(_ query: Query, _ connection: borrowing Connection) throws(StoreError) -> HTTPResponse {
    switch query {
    case .page(let userID, let campaign):
      let explained = try userID.map { (id) throws(StoreError) in
        try Explainer(now: now).explain(id, campaign: campaign, subjectID: nil, connection)
      }
      return try DashboardPage(now: now, userID: userID, campaign: campaign, explained: explained, connection).response
    case .overview: return .json(try connection.first(CourseReminderOverview())?.json ?? .null)
    case .byStage: return .json(.array(try connection.run(CourseRemindersByStage()).map(\.json)))
    case .deliveryStats(let days):
      return .json(.array(try connection.run(DeliveryStatistics(now: now, days: days)).map(\.json)))
    case .topCourses(let limit): return .json(.array(try connection.run(TopCourses(limit: limit)).map(\.json)))
    case .learner(let id): return .json(.array(try connection.run(LearnerReminders(userID: id)).map(\.json)))
    case .jobs(let limit): return .json(.array(try connection.run(JobRuns(limit: limit)).map(\.json)))
    case .explain(let userID, let campaign, let subjectID):
      let explainer = Explainer(now: now)
      guard let answer = try explainer.explain(userID, campaign: campaign, subjectID: subjectID, connection) else {
        return .json(Explainer.unknownCampaign(try explainer.campaigns(connection)), status: 404)
      }
      return .json(answer.json)
    case .metrics: return OpenMetrics(try connection.run(MetricSamples(now: now))).response
    }
  }
}
