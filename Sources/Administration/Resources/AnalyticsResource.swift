import Access
import Domain
import FunctionContract
import JSON
import Reports
import Store

/// The figures of campaigns, from the daily roll-up.
enum AnalyticsResource {
  static let endpoints = [
    Endpoint(
      Reports.analytics.route, "Figures of campaigns with their targets, told apart as asked", .read,
      query: [
        Field(
          "by", .words(CampaignKPIs.Part.allCases.map(\.rawValue)),
          "What is told apart, with commas between; campaign where it is not said."),
        Field("from", .text(10...10), "The first day, as 2026-11-01; 29 days before the last where it is not said."),
        Field("to", .text(10...10), "The last day; today where it is not said."),
        Field("campaign", .text(1...40), "Only this campaign's."),
        Field("limit", .integer(1...10_000), "Rows, 1,000 where it is not said."),
      ],
      answer: Answer(
        "A row for each that is told apart, the newest days first", isTable: true,
        Schema.list([
          "type": "object",
          "properties": .object(
            Dictionary(
              Reports.analytics.names.map { ($0, ["type": ["string", "number", "null"]]) }, uniquingKeysWith: { $1 })),
        ])),
      action: figures)
  ]

  private static func figures(_ call: Call) throws(Problem) -> Endpoint.Work {
    let question = try Reports.analytics.ask(Inquiry(call.request, path: call.path, now: call.now))
    return { (connection) throws(StoreError) in try question(connection).response }
  }
}
