import Foundation
import JSON
import TestKit
import Testing

/// What people answer in their calendars, from the invitation over the mail to a fact of campaigns.
///
/// Holds REQ-2-40.
@Suite(.database, .timeLimit(.minutes(20)))
struct AnswerTests {
  private static let secret = "a-secret-of-the-path-of-mail"
  private let group: InvitedGroup
  /// Learner 1's invitation.
  private let organizer: String

  init() throws {
    group = try InvitedGroup(settings: ["REKINDLE_CALENDAR_REPLY_TO": "calendar@replies.learn.example"])
    let object = try #require(try group.mails().first { $0.to == "learner1@learn.example" }).object
    let line = try #require(object.components(separatedBy: "\r\n").first { $0.hasPrefix("ORGANIZER") })
    #expect(line.contains("SENT-BY=\"mailto:courses@learn.example\""))
    organizer = try #require(line.components(separatedBy: ":mailto:").last)
    try #require(organizer.hasPrefix("calendar+") && organizer.hasSuffix("@replies.learn.example"))
  }

  private func answer(
    _ word: String, attendee: String = "learner1@learn.example", to: String, sequence: Int = 0,
    stamp: String = "20261121T100000Z", more: String = ""
  ) -> String {
    """
    From: Somebody <somebody@elsewhere.example>
    To: \(to)
    Subject: Accepted: Group
    Content-Type: multipart/alternative; boundary=b

    --b
    Content-Type: text/plain

    I will be there.
    --b
    Content-Type: text/calendar; charset=utf-8; method=REPLY

    BEGIN:VCALENDAR
    VERSION:2.0
    METHOD:REPLY
    BEGIN:VEVENT
    UID:group-7.test@learn.example
    SEQUENCE:\(sequence)
    DTSTAMP:\(stamp)\(more.isEmpty ? "" : "\n" + more)
    ATTENDEE;PARTSTAT=\(word):mailto:\(attendee)
    END:VEVENT
    END:VCALENDAR
    --b--
    """.replacingOccurrences(of: "\n", with: "\r\n")
  }

  @discardableResult
  private func post(_ mail: String, to: String, secret: String = secret) throws -> Int {
    let envelope = #"{"to":["\#(to)"],"from":"somebody@elsewhere.example"}"#
    let body =
      [("headers", "x"), ("email", mail), ("envelope", envelope)].map {
        "--form\r\nContent-Disposition: form-data; name=\"\($0.0)\"\r\n\r\n\($0.1)\r\n"
      }.joined() + "--form--\r\n"
    let request: JSON = [
      "version": "2.0", "rawPath": .string("/mail/\(secret)"), "rawQueryString": "",
      "headers": ["content-type": "multipart/form-data; boundary=form"],
      "requestContext": [
        "http": ["method": "POST", "path": .string("/mail/\(secret)"), "sourceIp": "192.0.2.1"],
        "requestId": .string(UUID().uuidString),
      ],
      "body": .string(body), "isBase64Encoded": false,
    ]
    let event = group.school.event("http.request", at: "2026-11-21T12:00:00Z", data: request)
    let result = try group.school.start(
      "calendar-replies", role: "rekindle_replies", settings: ["REKINDLE_MAIL_SECRETS": Self.secret]
    ).finish(stdin: event.bytes, timeout: 60)
    return try #require(JSON.parse(result.stdout)["statusCode"]?.integer, "\(result.output)\(result.log)")
  }

  private func known() throws -> [[String?]] {
    try group.rows(
      """
      select user_id::text, answer, case when isfinite(occurrence) then to_char(occurrence at time zone 'UTC', 'MM-DD HH24:MI') end
        from rekindle.meeting_answers order by 1, occurrence
      """)
  }

  private func fact(_ occurrence: String = "null") throws -> String? {
    try group.rows("select rekindle.meeting_answer('group-7', 1, \(occurrence))").first?.first ?? nil
  }

  @Test func anAnswerBecomesAFactThatCampaignsRead() throws {
    #expect(try post(answer("ACCEPTED", to: organizer), to: organizer) == 204)
    #expect(try known() == [["1", "accepted", nil]])
    #expect(try fact() == "accepted" && fact("'2026-12-08 18:00Z'") == "accepted")
    let one = "RECURRENCE-ID;TZID=W. Europe Standard Time:20261208T190000"
    try post(answer("DECLINED", to: organizer, stamp: "20261121T110000Z", more: one), to: organizer)
    #expect(try known() == [["1", "accepted", nil], ["1", "declined", "12-08 18:00"]])
    #expect(try fact() == "accepted" && fact("'2026-12-08 18:00Z'") == "declined")
  }

  @Test func theNewestWordCountsWhateverComesLater() throws {
    try post(answer("TENTATIVE", to: organizer, stamp: "20261121T110000Z"), to: organizer)
    try post(answer("ACCEPTED", to: organizer, stamp: "20261121T100000Z"), to: organizer)
    #expect(try known() == [["1", "tentative", nil]], "an older mail that came late")
    try post(answer("DECLINED", to: organizer, sequence: 2_000_000_000, stamp: "20991121T100000Z"), to: organizer)
    #expect(try known() == [["1", "declined", nil]])
    try group.tell(
      "lms.meeting.rescheduled", at: "2026-11-22T12:00:00Z", InvitedGroup.meeting(72, at: "2026-12-09T17:00:00Z"))
    let moved = try #require(try group.mails().first { $0.to == "learner1@learn.example" }).object
    #expect(moved.contains(organizer), "a calendar takes changes from the organizer whom it knows")
    try post(answer("ACCEPTED", to: organizer, sequence: 1, stamp: "20261121T113000Z"), to: organizer)
    #expect(try known() == [["1", "accepted", nil]], "nobody locks themselves out by a date or a number that is ahead")
  }

  @Test func nobodyAnswersForSomebodyElse() throws {
    let guess = "calendar+aaaaaaaaaaaaaaaa@replies.learn.example"
    for (attendee, to) in [
      ("learner1@learn.example", guess), ("learner1@learn.example", "courses@learn.example"),
      ("learner2@learn.example", organizer), ("other@learn.example", organizer),
    ] {
      #expect(try post(answer("DECLINED", attendee: attendee, to: to), to: to) == 204)
    }
    #expect(try known() == [])
    #expect(
      try group.rows("select kind, seen::text from rekindle.anomalies where resolved_at is null") == [
        ["answer_to_nothing", "4"]
      ])
    #expect(try post(answer("DECLINED", to: organizer), to: organizer, secret: "another-secret-of-the-path") == 404)
    #expect(try known() == [])
  }

  @Test func otherMailIsCountedAndNotKept() throws {
    #expect(try post("From: a@b.example\r\nSubject: Hello\r\n\r\nWhere is the room?\r\n", to: organizer) == 204)
    #expect(
      try group.rows("select kind, seen::text from rekindle.anomalies where resolved_at is null") == [
        ["mail_without_answer", "1"]
      ])
    #expect(try group.rows("select 1 from rekindle.inbound_replies") == [])
  }
}
