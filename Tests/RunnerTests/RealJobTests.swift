import Foundation
import JSON
import Store
import TestKit
import Testing

/// Jobs that are run by hand without fake providers.
@Suite(.timeLimit(.minutes(20))) struct RealJobTests {
  private static let campaign = [
    "campaign.yaml": """
    name: recording-available
    title: A recording
    class: transactional
    topic: recording
    subject: recording
    language: en
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

  /// Holds REQ-1-75.
  @Test func withoutMockAJobSendsThroughTheProviderThatTheEnvironmentNames() throws {
    let project = try Project(campaigns: [])
    try #require(try project.run(["sample", "--learners", "20", "--date", "2026-11-20"]).exitCode == 0)
    let folder = "\(project.root)/campaigns/recording-available"
    for (file, text) in Self.campaign {
      let place = URL(filePath: "\(folder)/\(file)")
      try FileManager.default.createDirectory(
        at: place.deletingLastPathComponent(), withIntermediateDirectories: true)
      try text.write(to: place, atomically: true, encoding: .utf8)
    }
    let published = try project.run(["publish", folder])
    try #require(published.exitCode == 0, "\(published.output)\(published.log)")
    let log = "\(project.root)/accepted.jsonl"
    let sink = try Spawn(built: "local-runner", ["sink", "--log", log], timeout: 600).start()
    defer { sink.signal(SIGKILL) }
    let settings = [
      "SMS_PROVIDER": "twilio", "TWILIO_BASE_URL": try sink.firstLine(),
      "TWILIO_ACCOUNT_SID": "AC00000000000000000000000000000001", "TWILIO_AUTH_TOKEN": "secret",
      "TWILIO_FROM_NUMBER": "+14155550100",
    ]
    let run = try Spawn(
      built: "local-runner", ["job", "recordings", "--json", "--root", project.root],
      environment: ProcessInfo.processInfo.environment.merging(settings) { $1 }, timeout: 120
    ).run()
    try #require(run.exitCode == 0, "\(run.output)\(run.log)")
    let sent = try #require(try JSON.parse(run.output).array?.first?["sent"]?.integer)
    #expect(sent > 0)
    #expect(try String(contentsOfFile: log, encoding: .utf8).split(separator: "\n").count == sent)
    let url = try project.run(["database", "url"]).output.trimmingCharacters(in: .whitespacesAndNewlines)
    #expect(try Connection(url: url).texts("select from local_runner.mailbox") == [], "no fake has taken one")
  }
}
