import Access
import Domain
import FunctionContract
import JSON
import Store

/// The worklist: learners whom a person is to call or to write to, taken and settled by who holds a key for it.
enum WorklistResource {
  private static let outcomes = WorklistOutcome.allCases.map(\.rawValue)
  private static let states = ["open", "taken", "waiting", "closed"]

  static let endpoints = [
    Endpoint(
      "GET /api/worklist", "Items of the worklist in the order in which they came, with what was tried", .tutor,
      trail: .about("worklist", parameter: nil),
      query: [
        Field("state", .word(states), "Only in this state; all that stands where it is not said."),
        Field("campaign", .text(1...40), "Only of this campaign."),
        Field("mine", .flag, "true for those that this key has taken."),
      ] + Page.fields, answer: .page("A page of items", of: WorklistItem.schema), action: list),
    Endpoint(
      "GET /api/worklist/{item_id}", "One item", .tutor, trail: about,
      answer: Answer("The item", WorklistItem.schema)
    ) { (call) throws(Problem) in
      let item = try call.id("item_id")
      return { (connection) throws(StoreError) in try show(item, call, connection) }
    },
    Endpoint(
      "POST /api/worklist/{item_id}/take", "Take an item, so that nobody else does", .tutor, trail: about,
      answer: Answer("The item", WorklistItem.schema)
    ) { (call) throws(Problem) in
      try deed(call) { TakeWorklistItem(item: $0, holder: call.principal.name, now: call.now) }
    },
    Endpoint(
      "POST /api/worklist/{item_id}/give-back",
      "Let go of an item; with the scope administer, of one that somebody else has taken", .tutor, trail: about,
      answer: Answer("The item", WorklistItem.schema)
    ) { (call) throws(Problem) in
      let isAnybodys = call.principal.scopes.contains(.administer)
      return try deed(call) {
        GiveBackWorklistItem(item: $0, holder: call.principal.name, isAnybodys: isAnybodys, now: call.now)
      }
    },
    Endpoint(
      "POST /api/worklist/{item_id}/settle", "Say what came of an item that this key has taken", .tutor, trail: about,
      body: [
        Field("outcome", .word(outcomes), "What came of it (docs/campaigns.md).", isRequired: true),
        Field("contact", .word(["phone", "email"]), "Of wrong_contact: which of them it is."),
        Field("note", .text(1...1000), "What the learner said, in your words; who asks for their data gets it too."),
      ], answer: Answer("The item", WorklistItem.schema), action: settle),
  ]

  private static var about: Endpoint.Trail { .about("worklist item", parameter: "item_id") }

  private static func list(_ call: Call) throws(Problem) -> Endpoint.Work {
    let page = try Page(call)
    guard let after = page.after.map({ Int($0) }) ?? .min else { throw Page.unknown }
    let (state, campaign) = (call.parameters["state"], call.parameters["campaign"])
    let holder = call.parameters["mine"] == "true" ? call.principal.name : nil
    return { (connection) throws(StoreError) in
      let rows = try connection.run(
        FindWorklist(
          state: state, campaign: campaign, holder: holder, after: after, limit: page.limit + 1, now: call.now))
      return page.response(rows, key: { String($0.id) }, json: { WorklistItem.shown($0.document, to: call.principal) })
    }
  }

  private static func settle(_ call: Call) throws(Problem) -> Endpoint.Work {
    let outcome = call.body.text("outcome").flatMap(WorklistOutcome.init(rawValue:)) ?? .notReached
    let contact = call.body.text("contact").flatMap(AddressKind.init(rawValue:))
    if outcome == .wrongContact, contact == nil {
      throw Body.fault("contact", "say which is wrong: phone or email")
    }
    if outcome != .wrongContact, contact != nil { throw Body.fault("contact", "contact belongs to wrong_contact") }
    return try deed(call) {
      SettleWorklistItem(
        item: $0, holder: call.principal.name, outcome: outcome, contact: contact, note: call.body.text("note"),
        now: call.now)
    }
  }

  /// Does something to the item that the path names, and answers with the item, or with what stands against it.
  private static func deed<Deed: Statement>(
    _ call: Call, _ statement: @escaping @Sendable (Int) -> Deed
  ) throws(Problem) -> Endpoint.Work where Deed.Row == String? {
    let item = try call.id("item_id")
    return { (connection) throws(StoreError) in
      if let obstacle = try connection.first(statement(item)) ?? nil {
        return refusal(obstacle).details
      }
      return try show(item, call, connection)
    }
  }

  private static func show(
    _ item: Int, _ call: Call, _ connection: borrowing Connection
  ) throws(StoreError) -> HTTPResponse {
    guard let row = try connection.first(FindWorklist(item: item, limit: 1, now: call.now)) else {
      return refusal("unknown_item").details
    }
    return .json(WorklistItem.shown(row.document, to: call.principal))
  }

  private static func refusal(_ code: String) -> Problem {
    let place = Problem.Place.parameter("item_id")
    return switch code {
    case "unknown_item":
      Problem(404, code, title: "No such item", "no item of the worklist has this id", at: place)
    case "taken": Problem(409, code, title: "Taken", "somebody else has taken it: choose another", at: place)
    case "waiting":
      Problem(
        409, code, title: "Not yet",
        "it waits for another try, see its not_before, or the learner is paused: choose another", at: place)
    case "left":
      Problem(409, code, title: "It has left the list", "nobody has to see to it any more: see its closing", at: place)
    case "settled": Problem(409, code, title: "Settled", "what came of it is written down already", at: place)
    default: Problem(409, "not_taken", title: "Not taken", "take it first", at: place)
    }
  }
}
