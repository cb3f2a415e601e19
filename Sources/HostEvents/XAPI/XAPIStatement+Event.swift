public import Domain
import JSON

extension XAPIStatement {
  /// The source under which statements are known.
  public static let source = "xapi"

  private enum Meaning { case completion, enrolment, leaving, progress(Int), activity }

  private static let completions: Set = ["completed", "passed", "mastered", "satisfied"]
  private static let enrolments: Set = ["registered", "enrolled", "enrolled-in", "subscribed"]
  private static let leavings: Set = ["unregistered", "unenrolled", "unsubscribed", "abandoned"]

  /// The verb's last word: `completed` of `http://adlnet.gov/expapi/verbs/completed`.
  private var word: String {
    let word = verb.split { $0 == "/" || $0 == "#" || $0 == ":" }.last.map { $0.lowercased() } ?? ""
    return word.isEmpty ? "activity" : String(word.prefix(100))
  }

  /// The event that the statement tells, or what is kept of it where nobody knows whom or what it is about.
  public func element(_ names: XAPINames, now: Instant) -> HostElement {
    let id = id ?? ""
    let learner = names.learner(actor)
    func kept(_ reason: KeptEvent.Reason) -> HostElement {
      .kept(
        KeptEvent(
          id: id, type: "xapi." + word.filter { $0.isASCII && !$0.isWhitespace }, reason: reason, detail: "",
          learner: learner, waitsFor: nil, body: body))
    }
    guard let learner else { return kept(.unknownLearner) }
    guard let course = names.course(self) else { return kept(.unknownSubject) }
    let at = at ?? now
    if at > now + .minutes(60) { return kept(.futureTime) }
    var data: [String: JSON] = ["user_id": .integer(learner), "course_id": .integer(course.id)]
    let name: String
    switch meaning(course) {
    case .completion: name = "lms.course.completed"
    case .enrolment: name = "lms.enrolment.started"
    case .leaving: name = "lms.enrolment.ended"
    case .progress(let percentage):
      name = "lms.progress.updated"
      data["completion_percentage"] = .integer(percentage)
    case .activity:
      name = "lms.activity.recorded"
      data["activity_type"] = .string(word)
    }
    guard var event = event(id, name, at, data, now) else { return kept(.schema) }
    if name != "lms.activity.recorded" {  // whatever else it says, somebody has done something
      data["activity_type"] = .string(word)
      event.rows += self.event(id, "lms.activity.recorded", at, data, now)?.rows ?? []
    }
    return .event(event)
  }

  private func event(_ id: String, _ name: String, _ at: Instant, _ data: [String: JSON], _ now: Instant) -> HostEvent?
  {
    HostEventTypes[name].flatMap { try? HostEventDecoder(now: now).event(id, $0, at, data, body: body) }
  }

  private func meaning(_ course: XAPINames.Course) -> Meaning {
    guard course.isWhole else { return .activity }
    if XAPIStatement.completions.contains(word) || isCompletion { return .completion }
    if XAPIStatement.enrolments.contains(word) { return .enrolment }
    if XAPIStatement.leavings.contains(word) { return .leaving }
    return progress.map { .progress($0) } ?? .activity
  }
}
