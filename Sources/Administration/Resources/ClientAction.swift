import Access
import Domain
import FunctionContract
import JSON
import Store

/// One deed to many clients: planned and told first, done when somebody confirms for how many.
enum ClientAction {
  private static let deeds = ["pause", "resume", "tag", "untag", "message"]
  private static let lifetime = Instant.Span.minutes(15)

  static let fields = [
    Field("deed", .word(deeds), "What is done.", isRequired: true),
    Field("clients", .integers(1...1000), "To whom, by their ids."),
    Field("filter", .object, "Or to whom it fits: members as the parameters of the list; {} is everybody."),
    Field("tag", .text(1...40), "Of tag and untag: small letters, digits and hyphens."),
    Field("campaign", .text(1...40), "Of pause and resume: only in this campaign."),
    Field("message_type", .text(3...120), "Of message: `<campaign>/<message>`, of a campaign that is published."),
    Field("context", .object, "Of message: its values but for the learner's name."),
  ]
  static let planned = Schema.object([
    "token": Schema.text, "deed": Schema.word(deeds), "count": Schema.integer, "skips": counts,
    "sample": Schema.list(Schema.integer), "expires_at": Schema.instant,
  ])
  static let done = Schema.object([
    "deed": Schema.word(deeds), "count": Schema.integer, "done": Schema.integer, "failed": Schema.list(Schema.integer),
  ])
  private static let counts: JSON = ["type": "object", "additionalProperties": Schema.integer]

  static func plan(_ call: Call) throws(Problem) -> Endpoint.Work {
    let body = call.body
    let deed = body.text("deed") ?? ""
    guard body.has("clients") != body.has("filter") else {
      throw Body.fault("clients", "say to whom: either clients or filter")
    }
    let criteria = try ClientResource.criteria(body.object("filter")?.object ?? [:])
    let given = try details(deed, body)
    return { (connection) throws(StoreError) in
      var details = given
      if let problem = try complete(&details, deed, call, connection) { return problem.details }
      let token = (0..<2).map { _ in String(UInt64.random(in: .min ... .max), radix: 36) }.joined()
      let row = try connection.first(
        PlanClientAction(
          token: token, deed: deed, details: .object(details), criteria: criteria,
          userIDs: body.has("clients") ? body.integers("clients") : nil, key: call.principal.name, now: call.now))
      return answer(row, token, deed, call.now)
    }
  }

  /// What a deed needs of the body; refuses what it does not know, and the lack of what it needs.
  private static func details(_ deed: String, _ body: Body) throws(Problem) -> [String: JSON] {
    let known =
      switch deed {
      case "tag", "untag": ["tag"]
      case "message": ["message_type", "context"]
      default: ["campaign"]
      }
    for name in ["tag", "campaign", "message_type", "context"] where body.has(name) && !known.contains(name) {
      throw Body.fault(name, "\(name) is nothing that \(deed) asks for")
    }
    if let tag = known.first, tag == "tag" {
      guard let text = body.text(tag), text.wholeMatch(of: /[a-z0-9]+(-[a-z0-9]+)*/) != nil else {
        throw Body.fault("tag", "tag must be small letters and digits, with single hyphens between them")
      }
    }
    if deed == "message", !body.has("message_type") { throw Body.fault("message_type", "message_type is missing") }
    var details: [String: JSON] = [:]
    for name in known { details[name] = body.object(name) }
    return details
  }

  /// Adds what the ledger knows of the campaign; or says why there is nothing to plan.
  private static func complete(
    _ details: inout [String: JSON], _ deed: String, _ call: Call, _ connection: borrowing Connection
  ) throws(StoreError) -> Problem? {
    var slug = details["campaign"]?.string
    if deed == "message" {
      let request = MessageRequest(.object(details))
      switch try request.checked(now: call.now, connection) {
      case .failure(let problem): return problem
      case .success(let found):
        slug = request.slug
        details["channels"] = .array(found.channels.map { .string($0.rawValue) })
      }
    }
    guard let slug else { return nil }
    guard let campaign = try connection.first(FindCampaigns(slug: slug, now: call.now)) else {
      return Body.fault("campaign", "no campaign has this name")
    }
    details["class"] = .string(campaign.messageClass)
    details["topic"] = .string(campaign.topic)
    details["campaign_id"] = .integer(campaign.id)
    return nil
  }

  private static func answer(_ row: PlanClientAction.Row?, _ token: String, _ deed: String, _ now: Instant)
    -> HTTPResponse
  {
    guard let row, row.people > 0 else {
      return Problem(422, "nobody", title: "Nobody", "nobody fits what was asked for").details
    }
    if row.people > PlanClientAction.most {
      return Problem(
        422, "too_many", title: "Too many",
        "it would be for more than \(PlanClientAction.most) people: narrow the filter"
      ).details
    }
    let skips = Dictionary(row.skips.map { ($0.reason, JSON.integer($0.people)) }, uniquingKeysWith: { $1 })
    return .json(
      [
        "token": .string(token), "deed": .string(deed), "count": .integer(row.people), "skips": .object(skips),
        "sample": .array(row.sample.map(JSON.integer)), "expires_at": JSON(now + lifetime),
      ], status: 201)
  }

  static func confirm(_ call: Call) throws(Problem) -> Endpoint.AnnouncingWork {
    let token = call.parameters["token"] ?? ""
    return { (connection) throws(StoreError) in
      guard let plan = try connection.first(FindClientAction(token: token)), plan.plannedBy == call.principal.name
      else {
        return Outcome(unknown.details)
      }
      if plan.people != call.body.integer("count") {
        return Outcome(Body.fault("count", "count must be what the plan said: \(plan.people)").details)
      }
      if !plan.isDone, plan.plannedAt + lifetime < call.now { return Outcome(expired.details) }
      var message: (version: CampaignVersionID, name: String)?
      if plan.deed == "message", !plan.isDone {
        switch try MessageRequest(plan.details).checked(now: call.now, connection) {
        case .failure(let problem): return Outcome(problem.details)
        case .success(let found): message = (found.version, found.message)
        }
      }
      let row = try connection.first(
        DoClientAction(token: token, message: message, key: call.principal.name, now: call.now))
      return Outcome(
        .json([
          "deed": .string(plan.deed), "count": .integer(plan.people), "done": .integer(row?.done ?? 0),
          "failed": .array((row?.failed ?? []).map(JSON.integer)),
        ]), announces: message == nil ? nil : ReminderResource.tick)
    }
  }

  private static let unknown = Problem(
    404, "unknown_action", title: "No such plan", "this key has planned nothing under this token",
    at: .parameter("token"))
  private static let expired = Problem(
    409, "expired", title: "Too late", "a plan holds for 15 minutes: plan it again and look at the number",
    at: .parameter("token"))
}
