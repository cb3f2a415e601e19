import Foundation
import JSON
import Store
import TestKit

/// A school that approves requests to take part, and a platform that makes accounts when it is asked.
struct ApprovalSchool {
  static let admin = 900

  let school: School
  var database: TestDatabase { school.database }

  /// Requests `cta-1` to `cta-<requests>`, of people who have agreed to WhatsApp as soon as they have an account.
  init(requests: Int) throws {
    school = try School(on: .current(), settings: ["REKINDLE_EVENT_SECRETS": "lms:\(School.eventSecret)"])
    try school.publish(PackageFolder.url.appending(path: "campaigns/cta-welcome"))
    try database.insert(.learner(Self.admin, firstName: "Meera", title: nil))
    try database.run(
      """
      select rekindle.note_template('meta', 'cta_welcome_hello', 'en', 'approved', 'HX0123456789abcdef0123456789abcdef', null, null,
        '2026-11-01');
      create table public.accounts (cta text primary key, user_id bigint generated always as identity (start with 1001), asks int)
      """)
    for number in 1...requests {
      try school.tell(
        "lms.lead.submitted", at: "2026-11-20T07:00:00Z",
        [
          "cta_submission_id": .string("cta-\(number)"), "email": .string("new\(number)@example.org"),
          "first_name": .string("New\(number)"), "phone_number": .string("+4479000010\(number + 10)"),
        ])
    }
  }

  func approval(of request: String, admin: Int = admin, call: Bool = true, at time: String) -> JSON {
    let body: JSON = ["admin_id": .integer(admin), "schedule_call": .bool(call)]
    return school.event(
      "http.request", at: time,
      data: [
        "version": "2.0", "rawPath": .string("/api/requests/\(request)/approval"), "rawQueryString": "",
        "headers": ["content-type": "application/json", "authorization": "Bearer admin-key"],
        "requestContext": [
          "http": ["method": "POST", "path": .string("/api/requests/\(request)/approval"), "sourceIp": "127.0.0.1"],
          "requestId": .string(UUID().uuidString),
        ],
        "body": .string(body.text), "isBase64Encoded": false,
      ])
  }

  func progress(of request: String, at time: String) throws -> JSON {
    try school.ask(
      "campaign-admin", role: "rekindle_admin", "GET", "/api/requests/\(request)/approval", key: "admin-key", at: time
    ).body
  }

  /// The events of a run of `onboard`.
  func onboard(at time: String) throws -> [JSON] {
    let result = try school.run("onboard", role: "rekindle_onboard", school.event("timer.onboard", at: time))
    guard result.exitCode == 0 else { throw Spawn.Failure(description: result.output + result.log) }
    return try JSON.parse(result.stdout)["events"]?.array ?? []
  }

  /// What the platform does with an event: it makes an account for each request once, and answers each time it is asked.
  func account(for event: JSON, at time: String) throws -> JSON {
    let request = event["data"]?["cta_submission_id"]?.string ?? ""
    let user = try database.count(
      """
      insert into public.accounts as a (cta, asks) values ($1, 1) on conflict (cta) do update set asks = a.asks + 1 returning user_id
      """, .text(request))
    try database.run(
      """
      insert into lms_data.users (user_id, first_name, email, phone_number, timezone)
      select \(user), s.first_name, s.email, s.phone_number, 'UTC' from lms.cta_submissions s where s.cta_submission_id = '\(request)'
      on conflict do nothing;
      insert into rekindle.consents (user_id, channel, is_granted, source, given_at)
      values (\(user), 'whatsapp', true, 'form', '2026-11-19') on conflict do nothing
      """)
    return try school.telling(
      "lms.account.created", at: time, id: "account \(request)",
      [
        "cta_submission_id": .string(request), "user_id": .integer(user), "login_url": "https://learn.example/login",
        "profile_url": .string("https://learn.example/people/\(user)"),
      ])
  }

  /// Lets timers alone do what is left, minute by minute, with a platform that answers; what one sends goes out at once.
  func letTimersFinish(from hour: Int) throws {
    for minute in 0..<12 {
      let time = "2026-11-20T\(hour):\(minute * 5 < 10 ? "0" : "")\(minute * 5):00Z"
      for event in try onboard(at: time) where event["type"] == "host.account.requested" {
        try school.run("ingest", role: "rekindle_ingest", account(for: event, at: time))
      }
      for announcement in try school.tick(at: time) where announcement["type"]?.string?.hasPrefix("delivery.") == true {
        try school.send(announcement)
      }
      if minute == 2 { try school.run("detect", role: "rekindle_detect", school.event("detect.hourly", at: time)) }
    }
  }

  /// Of each request in order: accounts, emails, WhatsApp messages, calls and notices.
  func outcome() throws -> [[String?]] {
    try database.rows(
      """
      select a.cta_submission_id, (select count(*) from lms.users u where u.email = s.email)::text, count(*) filter (where d.channel = 'email')::text,
             count(*) filter (where d.channel = 'whatsapp')::text,
             (select count(*) from rekindle.welcome_calls c where c.approval_id = a.id)::text,
             count(*) filter (where d.channel = 'inapp')::text,
             (select string_agg(e.kind, ' ' order by e.kind) from rekindle.crm_entries e where e.approval_id = a.id)
        from rekindle.approvals a join lms.cta_submissions s using (cta_submission_id)
        left join rekindle.message_deliveries d on d.subject_id = a.id and d.status = 'sent'
       group by a.id, s.email order by a.id
      """)
  }
}
