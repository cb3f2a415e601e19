import Domain

/// A campaign of the tests about dates that move: one step for each reminder, with the timings that people were promised.
struct DatedCampaign {
  /// A reminder as it was promised.
  struct Step {
    let id: String
    /// Measured back from the moment; otherwise ahead of it.
    let isBefore: Bool
    let span: Instant.Span
    /// How late it still helps; never after a moment that it comes before.
    let usefulFor: Instant.Span
    /// What must hold when it is due.
    let fact: String?

    init(
      _ id: String, before span: Instant.Span, usefulFor: Instant.Span = .hours(48), when fact: String? = nil
    ) {
      (self.id, isBefore, self.span, self.usefulFor, self.fact) = (id, true, span, usefulFor, fact)
    }

    init(_ id: String, after span: Instant.Span, usefulFor: Instant.Span = .hours(48)) {
      (self.id, isBefore, self.span, self.usefulFor, fact) = (id, false, span, usefulFor, nil)
    }

    fileprivate var yaml: String {
      """
        - id: \(id)
          \(isBefore ? "before" : "after"): { moment: \(span.seconds / 60) minutes }
          useful_for: \(usefulFor.seconds / 60) minutes
          channels: [sms]
          template: text

      """ + (fact.map { "    when: \($0)\n" } ?? "")
    }
  }

  let name: String
  let steps: [Step]
  /// What it is about, which is also what the model calls its rows.
  private let subject: String
  private let events: String
  /// Whom and what the segment names.
  private let segment: String
  /// The moment, of `learner` and `subject`, with what the steps ask for.
  private let state: String
  /// The moment as the text prints it, also where there is none any more.
  private let printed: String
  private let goal: String?

  /// The folder that is published.
  var folder: MadeUpCampaign {
    let campaign = MadeUpCampaign(name, subject: subject, enter: "  event: [\(events)]", segment: segment)
      .replacing("campaign.yaml", "class: transactional", "class: reminder")
      .replacing("campaign.yaml", "  - id: text\n    every: 7 days\n    channels: [sms]\n    template: text\n", yaml)
      .with("state.sql", state)
      .with("context.sql", printed)
      .with("messages/text.sms.md", "---\nshorten: []\n---\nAbout {{moment}}.\n")
      .with("samples/learner.json", #"{"moment": "2026-10-25 09:00"}"#)
    return goal.map { campaign.with("goal.sql", $0) } ?? campaign
  }

  /// The rows of the model that have its moments.
  var table: String { subject }

  private var yaml: String { steps.map(\.yaml).joined() }
}

extension DatedCampaign {
  private static func printing(_ moment: String, from tables: String) -> String {
    "select to_char(\(moment) at time zone 'UTC', 'YYYY-MM-DD HH24:MI') as moment from \(tables) and \(moment) is not null"
  }

  private static let member = "(g.left_at is null or g.left_at < g.joined_at)"

  static let all = [session, meeting, nudge, trial, assignment, payment]

  /// Its text has nothing to say once the session is cancelled or the learner does not come.
  static let session = DatedCampaign(
    name: "session",
    steps: [Step("day", before: .hours(24), usefulFor: .hours(6)), Step("quarter", before: .minutes(15))],
    subject: "session", events: "lms.registration.created, lms.session.moved, lms.session.scheduled",
    segment: """
      select r.user_id, r.session_id as subject_id, null::timestamptz as last_activity_at
        from lms.session_registrations r join lms.sessions s on s.session_id = r.session_id
       where r.cancelled_at is null and s.cancelled_at is null and s.starts_at > as_of
      """,
    state: """
      select s.starts_at as moment from lms.sessions s join lms.session_registrations r on r.session_id = s.session_id
       where s.session_id = subject and r.user_id = learner and r.cancelled_at is null and s.cancelled_at is null
      """,
    printed: printing(
      "s.starts_at",
      from: """
        lms.sessions s join lms.session_registrations r on r.session_id = s.session_id
        where s.session_id = subject and r.user_id = learner and r.cancelled_at is null and s.cancelled_at is null
        """), goal: nil)

  static let meeting = DatedCampaign(
    name: "meeting", steps: [Step("day", before: .hours(24)), Step("hour", before: .hours(1))],
    subject: "meeting", events: "lms.meeting.created, lms.meeting.rescheduled, lms.group.joined",
    segment: members,
    state: """
      select m.starts_at as moment from lms.meetings m join lms.group_members g on g.group_id = m.group_id
       where m.meeting_id = subject and g.user_id = learner and \(member) and m.cancelled_at is null
      """,
    printed: printing("m.starts_at", from: "lms.meetings m where m.meeting_id = subject"), goal: nil)

  static let nudge = DatedCampaign(
    name: "nudge",
    steps: [
      Step("three-days", before: .days(3), when: "under_half"), Step("one-day", before: .days(1), when: "unfinished"),
    ], subject: "meeting", events: "lms.meeting.created, lms.meeting.rescheduled, lms.group.joined",
    segment: members,
    state: """
      select m.starts_at as moment, done.share < 0.5 as under_half, done.share < 1 as unfinished
        from lms.meetings m join lms.group_members g on g.group_id = m.group_id
       cross join lateral (
         select count(c.lesson_id)::numeric / nullif(count(*), 0) as share from lms.lessons l
           left join lms.lesson_completions c on c.lesson_id = l.lesson_id and c.user_id = learner
          where l.meeting_id = m.meeting_id) done
       where m.meeting_id = subject and g.user_id = learner and \(member) and m.cancelled_at is null
      """,
    printed: printing("m.starts_at", from: "lms.meetings m where m.meeting_id = subject"), goal: nil)

  private static let members = """
    select g.user_id, m.meeting_id as subject_id, null::timestamptz as last_activity_at
      from lms.group_members g join lms.meetings m on m.group_id = g.group_id
     where \(member) and m.cancelled_at is null and m.starts_at > as_of
    """

  static let trial = DatedCampaign(
    name: "trial", steps: [Step("day-after", after: .hours(24))], subject: "trial",
    events: "lms.trial_lesson.started",
    segment: """
      select t.user_id, t.trial_id as subject_id, null::timestamptz as last_activity_at from lms.trial_lessons t
       where t.completed_at is null
      """,
    state: "select t.started_at as moment from lms.trial_lessons t where t.trial_id = subject and t.user_id = learner",
    printed: printing("t.started_at", from: "lms.trial_lessons t where t.trial_id = subject"),
    goal:
      "select t.completed_at as reached_at from lms.trial_lessons t where t.trial_id = subject and t.completed_at <= as_of"
  )

  static let assignment = DatedCampaign(
    name: "assignment", steps: [Step("two-days", before: .hours(48), usefulFor: .hours(24))], subject: "assignment",
    events: "lms.assignment.created, lms.assignment.moved, lms.enrolment.started",
    segment: """
      select e.user_id, a.assignment_id as subject_id, null::timestamptz as last_activity_at
        from lms.course_enrolments e join lms.assignments a on a.course_id = e.course_id
       where not rekindle.has_left(e.enrolled_at, e.unenrolled_at, as_of) and a.cancelled_at is null and a.due_at > as_of
      """,
    state: """
      select a.due_at as moment from lms.assignments a join lms.course_enrolments e on e.course_id = a.course_id
       where a.assignment_id = subject and e.user_id = learner and a.cancelled_at is null
         and not rekindle.has_left(e.enrolled_at, e.unenrolled_at, as_of)
      """,
    printed: printing("a.due_at", from: "lms.assignments a where a.assignment_id = subject"),
    goal: """
      select s.submitted_at as reached_at from lms.submissions s
       where s.assignment_id = subject and s.user_id = learner and s.submitted_at <= as_of
      """)

  static let payment = DatedCampaign(
    name: "payment", steps: [Step("three-days", after: .days(3))], subject: "payment", events: "lms.payment.due",
    segment: """
      select p.user_id, p.payment_id as subject_id, null::timestamptz as last_activity_at from lms.payments p
       where p.paid_at is null and p.cancelled_at is null
      """,
    state: """
      select p.requested_at as moment from lms.payments p
       where p.payment_id = subject and p.user_id = learner and p.cancelled_at is null
      """,
    printed: printing("p.requested_at", from: "lms.payments p where p.payment_id = subject"),
    goal: "select p.paid_at as reached_at from lms.payments p where p.payment_id = subject and p.paid_at <= as_of")
}
