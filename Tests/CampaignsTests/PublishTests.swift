import Domain
import Foundation
import JSON
import Rendering
import Store
import TestKit
import Testing

@Suite(.database)
struct PublishTests {
  @Test
  func aChangeMakesAVersionNothingMakesNoneAndAnEarlierContentComesBackAsItsVersion() throws {
    let publishing = try Publishing()
    let edited = try publishing.edited("messages/gentle.email.md", "Kind regards", "Warm regards")
    let changes = try [Publishing.shipped, Publishing.shipped, edited, Publishing.shipped].map { path in
      let campaign = try publishing.publish(path).reply["result"]?["campaigns"]?.array?.first
      return "\(campaign?["change"]?.string ?? "failed") \(campaign?["version"]?.integer ?? 0)"
    }
    #expect(changes == ["published 1", "unchanged 1", "published 2", "restored 1"])
    let database = publishing.database
    #expect(try database.value("select current_version::text from rekindle.campaigns") == "1")
    #expect(try database.count("select count(*) from rekindle.campaign_versions") == 2)
    let functions = try database.rows(
      "select proname from pg_proc where pronamespace = 'rekindle_campaigns'::regnamespace order by 1")
    #expect(
      functions.compactMap { $0[0] }
        == (1...2).flatMap { v in
          ["activity", "context", "contexts", "goal", "goals", "segment", "states"].map {
            "course_completion_v\(v)_\($0)"
          }
        })
  }

  @Test
  func aRehearsalAndACampaignWithFaultsChangeNothing() throws {
    let publishing = try Publishing()
    #expect(try publishing.publish(Publishing.shipped, isDryRun: true).code == 0)
    let broken = try publishing.edited("messages/gentle.email.md", "{{first_name}}", "{{firstname}}")
    let answer = try publishing.publish(broken)
    #expect(answer.code == 65)
    #expect(
      answer.reply["errorMessage"]?.string?.contains("messages/gentle.email.md:6: the variable firstname") == true)
    #expect(try publishing.database.count("select count(*) from rekindle.campaigns") == 0)
    #expect(
      try publishing.database.count(
        "select count(*) from pg_class where relnamespace = 'rekindle_campaigns'::regnamespace") == 0)
  }

  @Test(arguments: [
    ("context.sql", "from lms.users u", "from lms.user u", "context.sql:29: relation \"lms.user\" does not exist"),
    (
      "goal.sql", "as reached_at", "as done_at", "goal.sql:1: the columns must be reached_at timestamp with time zone"
    ),
    ("segment.sql", "q.user_id, q.course_id as", "q.user_id::int, q.course_id as", "they are user_id integer"),
    ("context.sql", "u.last_name,", "u.last_name as family_name,", "family_name of context.sql is missing"),
    (
      "segment.sql", "as_of - make_interval(days => lookback_days", "as_of - make_interval(days => lookback_day",
      "segment.sql:10: column \"lookback_day\" does not exist, did you mean lookback_days?"
    ),
    (
      "activity.sql", "a.activity_date as last_activity_at", "a.activity_date",
      "activity.sql:1: the columns must be last_activity_at timestamp with time zone"
    ),
    ("campaign.yaml", "Asia/Kolkata", "Asia/Nowhere", "campaign.yaml:25: the time zone Asia/Nowhere is unknown: write"),
    (
      "segment.sql", "q.ends_on >= learner.today", "q.end_on >= learner.today",
      "segment.sql:33: column q.end_on does not exist. Perhaps you meant to reference the column \"q.ends_on\"."
    ),
    (
      "context.sql", "from lms.users u", "from users u",
      "context.sql:29: relation \"users\" does not exist: write its schema too, lms.users"
    ),
  ])
  func postgreSQLsObjectionsNameTheFileAndLine(file: String, old: String, new: String, fault: String) throws {
    let publishing = try Publishing()
    let answer = try publishing.publish(publishing.edited(file, old, new))
    #expect(answer.code == 65)
    #expect(answer.reply["errorMessage"]?.string?.contains(fault) == true, "\(answer.reply.text)")
  }

  @Test
  func twoThatPublishAtOnceMakeOneVersion() throws {
    let publishing = try Publishing()
    let event =
      #"{"specversion":"1.0","id":"t","source":"/t","type":"deploy.publish","time":"2026-06-30T00:00:00Z","data":{"path":"\#(Publishing.shipped)"}}"#
    let environment = ["DATABASE_URL": publishing.database.url(role: "rekindle_owner")]
    let running = try (0..<3).map { _ in try Spawn(built: "publish", environment: environment).start() }
    let codes = running.map { $0.finish(stdin: Array(event.utf8), timeout: 60).exitCode }
    #expect(codes == [0, 0, 0])
    #expect(try publishing.database.count("select count(*) from rekindle.campaign_versions") == 1)
  }
}
