import Foundation
import JSON
import TestKit

/// A school whose campaigns can stand in one letter: each writes one email to everybody about each course that they take.
struct LetterSchool {
  static let enrolledAt = "2026-11-20T08:00:00Z"
  static let dueAt = "2026-11-20T10:00:00Z"

  let school: School

  /// Campaigns, each with the hours for which its email is useful.
  init(_ campaigns: [MadeUpCampaign], learners: Int = 1, courses: ClosedRange<Int> = 1...1) throws {
    school = try School(on: .current())
    for campaign in campaigns { try school.publish(URL(filePath: campaign.write())) }
    try school.admit(1...learners, to: courses, lastSeen: "2026-11-15T09:00:00Z")
    try school.detect(at: Self.enrolledAt)
  }

  /// What the ledger says, by campaign and course: status, reason, and the campaign that carries it.
  func ledger() throws -> [String] {
    try school.database.rows(
      """
      select k.slug, d.user_id::text, d.subject_id::text, d.status, coalesce(d.reason, '-'), coalesce(l.slug, '-'), d.carries::text
        from rekindle.message_deliveries d join rekindle.campaigns k on k.id = d.campaign_id
        left join rekindle.message_deliveries c on c.id = d.carried_by
        left join rekindle.campaigns l on l.id = c.campaign_id
       order by d.user_id, k.slug, d.subject_id
      """
    ).map { $0.map { $0 ?? "-" }.joined(separator: " ") }
  }

  /// Runs a tick and sends what it announces.
  func tickAndSend(at time: String = dueAt, sending: String? = nil) throws {
    for announcement in try school.tick(at: time) { try school.send(announcement, at: sending) }
  }

  /// A campaign whose one email is useful for `hours`, and due `after` the enrolment; without a `line` it goes alone.
  static func campaign(
    _ name: String, usefulFor hours: Int, after: String = "0 days", line: String? = "{{course}}: a word more"
  ) -> MadeUpCampaign {
    let letter = line.map { "    letter: { line: \"\($0)\", link: \"{{course_link}}\" }\n" } ?? ""
    return MadeUpCampaign(
      name, subject: "course", enter: "",
      segment: """
        select a.user_id, a.course_id as subject_id, null::timestamptz as last_activity_at from lms.user_activities a
        """
    )
    .with(
      "campaign.yaml",
      """
      name: \(name)
      title: A made-up campaign
      class: marketing
      topic: \(name)
      subject: course
      reason: You take {{course}}.
      enter: { after: 1 hour }
      steps:
        - id: note
          day: \(after.split(separator: " ")[0])
          useful_for: \(hours) hours
          channels: [email]
          template: note
      \(letter)
      """
    )
    .with(
      "context.sql",
      """
      select u.first_name, c.name as course, c.url as course_link
        from lms.users u cross join lms.courses c where u.user_id = learner and c.course_id = subject
      """
    )
    .with(
      "samples/learner.json",
      #"{"first_name": "Ann", "course": "Anatomy", "course_link": "https://learn.example/courses/1"}"#
    )
    .without("messages/text.sms.md")
    .with(
      "messages/note.email.md",
      """
      ---
      subject: "A word about {{course}}"
      preheader: It waits for you
      button: { label: Go on, url: "{{course_link}}" }
      ---
      {{first_name}}, this is \(name)'s word about {{course}}.

      """)
  }
}
