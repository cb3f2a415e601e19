import Campaigns

/// A small campaign that compiles, for tests that break one thing of it.
struct MiniCampaign {
  static let yaml = """
    name: mini
    title: Mini reminders
    class: marketing
    topic: course
    subject: course
    reason: You are enrolled in {{course_name}}.
    enter:
      after: 1 hour
      inactive_days: 3
      lookback_days: 30
    end: { after_messages: { email: 8 } }
    send_window: { email: "08:00-20:00", zone: learner }
    steps:
      - id: email
        every: 7 days
        channels: [email]
        template: { 1: hello, 2+: again }
      - id: sms
        every: 30 days
        requires: { email: 2 }
        channels: [sms]
        template: text

    """

  static let email = """
    ---
    subject: "Hello {{first_name}}"
    preheader: A word about {{course_name}}
    button: { label: Go on, url: "{{course_link}}" }
    box:
      facts:
        - { label: Points, value: "{{points}}", when: has_points }
    ---
    Hello {{first_name}},

    {{#has_points}}
    there are {{points}} points in **{{course_name}}**.
    {{/has_points}}

    Team {{brand}}

    """

  static let sms = """
    ---
    shorten: [course_name]
    ---
    {{first_name}}, go on with {{course_name}}: <{{course_link}}>

    """

  static let sample = """
    {"first_name": "Ann", "course_name": "Care", "course_link": "https://c.example/1", "points": 3, "has_points": true,
     "modules": [{"module_name": "One", "module_url": "https://c.example/m/1"}]}
    """

  var files: [String: String] = [
    "campaign.yaml": yaml, "messages/hello.email.md": email, "messages/again.email.md": email,
    "messages/text.sms.md": sms, "samples/learner.json": sample,
    "segment.sql": "select user_id, course_id as subject_id, at as last_activity_at from lms.x where at <= as_of;\n",
    "goal.sql": "-- one row\nselect at as reached_at from lms.y\n", "context.sql": "select 1 as first_name\n",
    "activity.sql": "select at as last_activity_at from lms.x\n",
  ]

  /// Replaces the first occurrence of `old` in a file.
  mutating func replace(_ file: String, _ old: String, _ new: String) {
    guard let text = files[file], let range = text.firstRange(of: old) else { return }
    files[file] = text[..<range.lowerBound] + new + text[range.upperBound...]
  }

  func compile() throws(CampaignFaults) -> CompiledCampaign {
    try CampaignCompiler.compile(CampaignFolder(path: "campaigns/mini", files: files))
  }

  /// The faults as lines; empty where it compiles.
  func faults() -> [String] {
    do throws(CampaignFaults) {
      _ = try compile()
      return []
    } catch {
      return error.diagnostics.map(\.description)
    }
  }
}
