import Access
import Domain
import FunctionContract
import JSON
import Reports
import Store

/// Looks at one learner.
enum LearnerLook {
  static func explain(_ call: Call) throws(Problem) -> Endpoint.Work {
    let userID = try call.userID()
    let subject = try subject(call)
    return LearnerResource.known(userID) { (connection) throws(StoreError) in
      try Explainer(now: call.now).answer(userID, campaign: call.parameters["campaign"], subjectID: subject, connection)
        .map { .json($0) } ?? CampaignResource.unknown.details
    }
  }

  static func preview(_ call: Call) throws(Problem) -> Endpoint.Work {
    let userID = try call.userID()
    let wanted = try TemplatePreview(call)
    let subject = try subject(call)
    return LearnerResource.known(userID) { (connection) throws(StoreError) in
      guard let texts = try wanted.texts(connection) else { return CampaignResource.unknown.details }
      let latest = try connection.first(LatestSubject(userID: userID, campaign: texts.id.campaign))
      guard let subject = subject ?? latest else {
        return Problem(
          404, "no_subject", title: "About what?", "the learner has no episode in this campaign: name a subject",
          at: .parameter("subject")
        ).details
      }
      let wanted = wanted.read(in: try connection.first(ReadLocales(userIDs: [userID]))?.locale, texts)
      let rows = try connection.run(
        ReadContexts(
          id: texts.id, now: call.now, userIDs: [userID], subjectIDs: [subject], language: wanted.language))
      guard let values = rows.first?.context else {
        return Problem(
          422, "not_written", title: "It cannot be written",
          rows.first?.fault.map { "the campaign's query fails for this learner: \($0)" }
            ?? "there is nothing to write to this learner about"
        ).details
      }
      return wanted.response(texts, with: values)
    }
  }

  static func export(_ call: Call) throws(Problem) -> Endpoint.Work {
    let userID = try call.userID()
    return LearnerResource.known(userID) { (connection) throws(StoreError) in
      .json(try connection.first(ExportLearner(userID: userID)) ?? .null)
    }
  }

  private static func subject(_ call: Call) throws(Problem) -> Int? {
    try call.parameters["subject"].map { (_) throws(Problem) in try call.id("subject") }
  }
}
