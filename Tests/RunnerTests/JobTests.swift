import Foundation
import JSON
import Store
import TestKit
import Testing

/// Jobs that people run by their names.
@Suite struct JobTests {
  /// A campaign for the job `recordings`: one text message to three learners of the sample.
  private static let campaign = [
    "campaign.yaml": """
    name: recording-available
    title: A recording
    class: transactional
    topic: recording
    subject: recording
    enter: { hourly: true }
    steps:
      - { id: text, on: enter, channels: [sms], template: text }

    """,
    "segment.sql": """
    select u.user_id, 1::bigint as subject_id, null::timestamptz as last_activity_at
      from lms.users u where u.phone_number is not null and u.is_active order by u.user_id limit 3
    """,
    "goal.sql": "select null::timestamptz as reached_at where false",
    "context.sql": "select u.first_name from lms.users u where u.user_id = learner",
    "messages/text.sms.md": "---\nshorten: []\n---\n{{first_name}}, the recording is there.\n",
    "samples/learner.json": #"{"first_name": "Ann"}"#,
  ]

  private func project(published: Bool = true) throws -> Project {
    let project = try Project()
    try #require(try project.run(["sample", "--learners", "20", "--date", "2026-11-20"]).exitCode == 0)
    guard published else { return project }
    let folder = "\(project.root)/campaigns/recording-available"
    for (file, text) in Self.campaign {
      let place = URL(filePath: "\(folder)/\(file)")
      try FileManager.default.createDirectory(
        at: place.deletingLastPathComponent(), withIntermediateDirectories: true)
      try text.write(to: place, atomically: true, encoding: .utf8)
    }
    let published = try project.run(["publish", folder])
    try #require(published.exitCode == 0, "\(published.output)\(published.log)")
    return project
  }

  /// Holds REQ-1-04, REQ-1-67, REQ-1-68, REQ-1-69, REQ-1-74, REQ-1-76, REQ-3-15, REQ-3-40.
  @Test func aJobSendsWhatItsCampaignHasToSayAndItsRunIsWrittenDown() throws {
    let project = try project()
    let run = try project.run(["job", "recordings", "--mock", "--json"])
    #expect(run.exitCode == 0, "\(run.output)\(run.log)")
    let outcome = try #require(try JSON.parse(run.output).array?.first)
    #expect(outcome["job"] == "recordings" && outcome["success"] == true)
    #expect(outcome["users_detected"] == 3)
    let sent = try #require(outcome["sent"]?.integer)
    #expect(sent + (outcome["skipped"]?.integer ?? 0) == 3 && outcome["failed"] == 0)
    let again = try project.run(["job", "recordings", "--mock"])
    #expect(again.output.hasPrefix("[recordings] success: 0 sent, 0 failed"), "once is enough")
    let campaigns = try project.rows(
      "select distinct c.slug from rekindle.message_deliveries d join rekindle.campaigns c on c.id = d.campaign_id")
    #expect(campaigns == ["recording-available"], "nothing of another campaign was looked at")
    #expect(
      try project.rows(
        """
        select concat_ws(' ', job, status, counts->>'records_processed', finished_at >= started_at)
          from rekindle.job_execution_logs where job = 'recordings' order by id
        """) == ["recordings succeeded 3 t", "recordings succeeded 0 t"])
  }

  @Test func ofAllJobsThoseWithoutACampaignFailAndSayWhich() throws {
    let project = try project(published: false)
    let run = try project.run(["job", "all", "--mock"])
    #expect(run.exitCode == 78)
    let lines = run.output.split(separator: "\n")
    #expect(lines.count == 9)
    #expect(lines.contains { $0.hasPrefix("[leads] failed: its campaign lead-nurture is not published") })
    #expect(
      try project.rows("select distinct error_type from rekindle.job_execution_logs where status = 'failed'")
        == ["Job.NoCampaign"])
  }

  /// Holds REQ-1-38, REQ-1-39, REQ-1-40, REQ-1-41, REQ-1-42, REQ-1-43, REQ-1-46, REQ-3-12, REQ-3-13, REQ-3-14.
  @Test func theListHasEachJobWithItsFrequencyAndNextRun() throws {
    let list = try Spawn(built: "local-runner", ["job", "--root", Project.repository]).run()
    let lines = list.output.split(separator: "\n")
    #expect(lines.first == "9 jobs" && lines.count == 10)
    for (job, frequency) in [
      ("session_24h", "every 10 minutes"), ("session_15min", "every 5 minutes"), ("recordings", "every 30 minutes"),
      ("assignments", "every 6 hours"), ("payments", "daily at 10:00 UTC"), ("leads", "daily at 9:00 UTC"),
      ("send_upcoming_installment_reminders", "daily at 9:00 UTC"), ("retry_failed_payments", "daily at 10:00 UTC"),
      ("process_overdue_installments", "daily at 11:00 UTC"),
    ] {
      let line = try #require(lines.first { $0.contains("  \(job)  ") })
      #expect(line.contains(frequency))
      let next = try #require(line.split(separator: "next ").last)
      #expect(next.hasSuffix(" UTC"))
    }
  }

  @Test func aWordThatIsNoJobIsAnsweredWithTheNearest() throws {
    let run = try Spawn(built: "local-runner", ["job", "recording", "--root", Project.repository]).run()
    #expect(run.exitCode == 64 && run.log.contains("did you mean recordings?"))
  }
}

extension Project {
  /// The first column of what the project's database answers.
  fileprivate func rows(_ sql: String) throws -> [String] {
    let url = try run(["database", "url"]).output.trimmingCharacters(in: .whitespacesAndNewlines)
    return try Connection(url: url).texts(sql).compactMap { $0.first ?? nil }
  }
}
