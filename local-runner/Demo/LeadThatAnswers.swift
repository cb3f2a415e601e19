import Domain
import FunctionContract
import JSON

/// Two leads of one list: one asks to take part on day 3 and hears no more of it, the other gets all three messages.
struct LeadThatAnswers: DemoScene {
  static let campaigns = ["lead-nurture"]
  static let title = "A lead that converts on day 3"
  static let text = "Two leads of one list get the messages of day 0 and 3; who asks to take part gets no day 7."
  /// The demo's list of leads.
  static let list = "rekindle-demo"
  private static let iris = DemoPerson(id: 0, firstName: "Iris", lastName: "Novak")
  private static let pavel = DemoPerson(id: 0, firstName: "Pavel", lastName: "Horak")

  private(set) var lines: [String] = []

  mutating func play(day: Int, _ host: DemoHost) throws(RunnerError) {
    switch day {
    case 0:
      try load(host)
      for time in [Instant.Span.hours(1), .minutes(65)] { try host.pass(to: host.morning(0) + time) }
      try expect(["day-0"], ["day-0"], host)
    case 3:
      try host.pass(to: host.morning(3) + .minutes(70))
      try expect(["day-0", "day-3"], ["day-0", "day-3"], host)
      try host.tell(
        "lms.lead.submitted",
        [
          "cta_submission_id": "demo-lead", "email": .string(Self.iris.email),
          "first_name": .string(Self.iris.firstName),
        ])
      lines.append("\(host.stamp(host.now))\(Self.iris.name) asks to take part")
    case 7:
      try host.pass(to: host.morning(7) + .minutes(70))
      try expect(["day-0", "day-3"], ["day-0", "day-3", "day-7"], host)
      try end(host)
    default: break
    }
  }

  private func load(_ host: DemoHost) throws(RunnerError) {
    try host.tell(
      "lms.lead_list.updated",
      [
        "import_batch_id": .string(Self.list), "title": "Ultrasound in Family Practice",
        "course_overview": "Twelve lessons\nOne case a week", "cta_url": "https://learn.example.org/ask",
      ])
    for lead in [Self.iris, Self.pavel] {
      try host.tell(
        "lms.lead.imported",
        [
          "email": .string(lead.email), "first_name": .string(lead.firstName), "last_name": .string(lead.lastName),
          "timezone": "Etc/UTC", "import_batch_id": .string(Self.list), "consent_source": "webinar_form",
        ])
    }
  }

  /// Tells what both have got, where that is what is named.
  private mutating func expect(_ iris: [String], _ pavel: [String], _ host: DemoHost) throws(RunnerError) {
    var newest: SequenceMessage?
    for (lead, steps) in [(Self.iris, iris), (Self.pavel, pavel)] {
      let messages = try host.sent(to: try read(lead, host).id, Self.campaigns[0])
      try Promise.keep(messages.map(\.step) == steps, "\(lead.name) got \(messages.map(\.step)), not \(steps)")
      newest = messages.last
    }
    let readers = iris.count == pavel.count ? "both" : Self.pavel.name
    if let newest { lines.append("\(try host.line(newest)) to \(readers)") }
  }

  private mutating func end(_ host: DemoHost) throws(RunnerError) {
    let status = try read(Self.iris, host).status
    try Promise.keep(status == "converted", "\(Self.iris.name) asked to take part and is \(status)")
    lines.append("\(host.stamp(host.now))no message to \(Self.iris.name), who is \(status)")
  }

  private func read(_ lead: DemoPerson, _ host: DemoHost) throws(RunnerError) -> (id: Int, status: String) {
    guard let row = try host.rehearsal.rows(ReadLead(email: lead.email)).first else {
      throw RunnerError(.software, "BROKEN: \(lead.name) is in no list of leads")
    }
    return row
  }
}
