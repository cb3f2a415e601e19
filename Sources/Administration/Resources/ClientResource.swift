import Access
import Domain
import FunctionContract
import JSON
import Store

/// Clients: found, looked at, and many of them seen to at once (REQ-3-36).
enum ClientResource {
  private static let criteria = [
    Field("q", .text(1...100), "The beginnings of names, the beginning of a mailbox, or a whole id."),
    Field("tag", .text(1...40), "Only who has this tag."),
    Field("active", .flag, "Only whose account is active, or is not."),
    Field("debt", .word(["open"]), "Only who owes something that is due."),
    Field("campaign", .text(1...40), "Only who is or was in this campaign."),
    Field("state", .word(EnrolmentStatus.allCases.map(\.rawValue)), "Of the campaign, only in this state."),
    Field("opted_out", .word(Channel.allCases.map(\.rawValue)), "Only who has said no on this channel."),
  ]
  private static let client = Schema.object([
    "id": Schema.integer, "name": Schema.orNull(Schema.text), "email": Schema.orNull(Schema.text), "kind": Schema.text,
    "is_active": Schema.flag, "tags": Schema.list(Schema.text), "has_debt": Schema.flag,
    "opted_out": Schema.list(Schema.text), "campaigns": Schema.list(Schema.text),
    "last_message_at": Schema.orNull(Schema.instant),
  ])

  static let endpoints = [
    Endpoint(
      "GET /admin/clients", "Clients in the order of their ids, found by name, mailbox or id", .personal,
      trail: .about("clients", parameter: nil), query: criteria + Page.fields,
      answer: .page("A page of clients", of: client), action: list),
    Endpoint(
      "GET /admin/clients/{user_id}", "One client: orders, payments, instalments, messages, and a timeline", .personal,
      trail: .about("learner", parameter: "user_id"), answer: Answer("The client", ["type": "object"]), action: show),
    Endpoint(
      "POST /admin/clients/actions", "Plan a deed to many clients: whom it is for, and what it would do", .operate,
      trail: .about("client action", parameter: nil), body: ClientAction.fields,
      answer: Answer("What it would do; nothing is done yet", status: 201, ClientAction.planned),
      action: ClientAction.plan),
    Endpoint(
      "POST /admin/clients/actions/{token}/confirmation", "Do what was planned, once, to as many as were told",
      .operate, trail: .about("client action", parameter: "token"),
      body: [Field("count", .integer(1...PlanClientAction.most), "How many people it is for.", isRequired: true)],
      answer: Answer("What came of it", ClientAction.done), announcing: ClientAction.confirm),
  ]

  /// What of `values` clients are found by; refuses a state without a campaign, and what does not fit.
  static func criteria(_ values: [String: JSON]) throws(Problem) -> JSON {
    for (name, value) in values.sorted(by: { $0.key < $1.key }) {
      guard let field = criteria.first(where: { $0.name == name }) else {
        throw Body.fault(
          "filter", "\(name.prefix(64)) is not known; known: \(criteria.map(\.name).joined(separator: ", "))")
      }
      if !field.shape.admits(value) { throw Body.fault("filter", "\(name) must be \(field.shape.demand)") }
    }
    if values["state"] != nil, values["campaign"] == nil {
      throw Problem(
        400, "parameter", title: "A value does not fit", "state needs a campaign", at: .parameter("state"))
    }
    return .object(values)
  }

  private static func list(_ call: Call) throws(Problem) -> Endpoint.Work {
    let page = try Page(call)
    var values: [String: JSON] = [:]
    for field in criteria {
      guard let text = call.parameters[field.name] else { continue }
      values[field.name] = field.name == "active" ? .bool(text == "true") : .string(text)
    }
    let wanted = try criteria(values)
    guard let after = page.after.map({ Int($0) }) ?? .min else { throw Page.unknown }
    return { (connection) throws(StoreError) in
      let rows = try connection.run(
        FindClients(criteria: wanted, after: after, limit: page.limit + 1, now: call.now))
      return page.response(rows, key: { String($0.id) }, json: json)
    }
  }

  private static func show(_ call: Call) throws(Problem) -> Endpoint.Work {
    let userID = try call.userID()
    return LearnerResource.known(userID) { (connection) throws(StoreError) in
      .json(try connection.first(ReadClientProfile(userID: userID, now: call.now)) ?? .null)
    }
  }

  private static func json(_ row: FindClients.Row) -> JSON {
    [
      "id": .integer(row.id), "name": row.name.map(JSON.string) ?? .null, "email": row.email.map(JSON.string) ?? .null,
      "kind": .string(row.kind), "is_active": .bool(row.isActive), "tags": .array(row.tags.map(JSON.string)),
      "has_debt": .bool(row.hasDebt), "opted_out": .array(row.optedOut.map(JSON.string)),
      "campaigns": .array(row.campaigns.map(JSON.string)), "last_message_at": JSON(row.lastMessageAt),
    ]
  }
}
