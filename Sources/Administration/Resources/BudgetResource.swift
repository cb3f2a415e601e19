import Access
import Domain
import FunctionContract
import JSON
import Store

/// What all campaigns together may spend in a week.
enum BudgetResource {
  private static let schema = Schema.object([
    "currency": Schema.orNull(Schema.text), "weekly_budget": Schema.orNull(Schema.number),
    "spent_this_week": Schema.orNull(Schema.number), "week_ends_at": Schema.orNull(Schema.instant),
  ])

  static let endpoints = [
    Endpoint(
      "GET /api/budget", "What all campaigns together may spend in a week, and what is spent", .read,
      answer: Answer("The budget; its ETag names what it is", schema), action: show),
    Endpoint(
      "PATCH /api/budget", "Change what all campaigns together may spend in a week", .operate,
      trail: .about("budget", parameter: nil), isConditional: true,
      body: [
        Field(
          "weekly_budget", .number(0...9_999_999_999), "In the deployment's currency; null ends it.", isRequired: true,
          isNullable: true)
      ],
      answer: Answer("The budget as it is now", schema), action: change),
  ]

  private static func show(_ call: Call) throws(Problem) -> Endpoint.Work {
    { (connection) throws(StoreError) in response(try connection.first(FindBudget(now: call.now))) }
  }

  private static func change(_ call: Call) throws(Problem) -> Endpoint.Work {
    let expected = try call.expectedRevision()
    let budget = call.body.number("weekly_budget").map { Int(($0 * 100).rounded()) }
    return { (connection) throws(StoreError) in
      guard let row = try connection.first(FindBudget(now: call.now)), row.currency != nil else {
        return unpriced.details
      }
      if let expected, expected != row.revision { return Call.stale.details }
      let change = ChangeBudget(expected: row.hundredths, hundredths: budget)
      guard try connection.first(change) != nil else { return Call.stale.details }
      return response(try connection.first(FindBudget(now: call.now)))
    }
  }

  private static func response(_ row: FindBudget.Row?) -> HTTPResponse {
    .json(
      [
        "currency": row?.currency.map(JSON.string) ?? .null,
        "weekly_budget": JSON(row?.hundredths.map { Double($0) / 100 }),
        "spent_this_week": JSON(row?.spent), "week_ends_at": JSON(row?.endsAt),
      ], headers: ["etag": "\"\(row?.revision ?? FindBudget.Row.none)\""])
  }

  private static let unpriced = Problem(
    409, "no_prices", title: "Nothing has a price",
    "load prices first (local-runner prices FILE): a budget of messages without prices would bind nothing")
}
