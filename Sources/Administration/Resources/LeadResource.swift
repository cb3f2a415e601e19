import Access
import Domain
import FunctionContract
import JSON
import Reports
import Store

/// How lists of leads do.
enum LeadResource {
  static let endpoints = [
    Endpoint(
      Reports.leadCampaigns.route, "Lists of leads with what became of them: rates, conversions and worth", .read,
      query: [Field("id", .integer(1...(1 << 53)), "Only the list of this number.")],
      answer: Answer(
        "A row for each list, the newest first", isTable: true,
        Schema.object([
          "lead_campaigns": Schema.list([
            "type": "object",
            "properties": .object(
              Dictionary(
                Reports.leadCampaigns.names.map { ($0, ["type": ["string", "number", "null"]]) },
                uniquingKeysWith: { $1 })),
          ])
        ])),
      action: figures)
  ]

  private static func figures(_ call: Call) throws(Problem) -> Endpoint.Work {
    let question = try Reports.leadCampaigns.ask(Inquiry(call.request, path: call.path, now: call.now))
    return { (connection) throws(StoreError) in try question(connection).response }
  }
}
