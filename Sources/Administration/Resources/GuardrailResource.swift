import Access
import Domain
import FunctionContract
import JSON
import Store

/// The rules that `watch` looks at every five minutes.
enum GuardrailResource {
  private static let schema = Schema.object([
    "name": Schema.text, "metric": Schema.word(GuardrailMetric.allCases.map(\.rawValue)),
    "scope": Schema.word(GuardrailScope.allCases.map(\.rawValue)), "subject": Schema.text,
    "window_minutes": Schema.integer, "least_count": Schema.integer, "threshold": Schema.number,
    "hold_minutes": Schema.integer, "action": Schema.word(GuardrailAction.allCases.map(\.rawValue)),
    "is_enabled": Schema.flag, "changed_by": Schema.orNull(Schema.text), "changed_at": Schema.orNull(Schema.instant),
  ])

  private static let fields = [
    Field(
      "name", .text(1...60), "Small letters, digits and underscores; an existing one is replaced.", isRequired: true),
    Field(
      "metric", .word(GuardrailMetric.allCases.map(\.rawValue)), "What is measured (docs/operations.md).",
      isRequired: true),
    Field(
      "scope", .word(GuardrailScope.allCases.map(\.rawValue)),
      "What one figure is about: the installation where not said."),
    Field("subject", .text(0...60), "The one campaign, channel or provider; each where not said."),
    Field("window_minutes", .integer(5...40_320), "Over what is counted, in fives; a day where not said."),
    Field("least_count", .integer(0...1_000_000_000), "Fewer events say nothing; 0 where not said."),
    Field("threshold", .number(-100...1_000_000_000), "Percent, points, days or messages.", isRequired: true),
    Field("hold_minutes", .integer(0...40_320), "For how long it is beyond before anything is done; 0 where not said."),
    Field(
      "action", .word(GuardrailAction.allCases.map(\.rawValue)),
      "`pause` pauses the campaign too, and needs the scope `campaign`; `alert` where not said."),
    Field("is_enabled", .flag, "false switches it off; true where not said."),
  ]

  static let endpoints = [
    Endpoint(
      "GET /api/guardrails", "The rules that are looked at every five minutes, by their names", .read,
      answer: Answer("The guardrails", Schema.object(["items": Schema.list(schema)]))
    ) { _ in
      { (connection) throws(StoreError) in .json(["items": .array(try connection.run(FindGuardrails()).map(json))]) }
    },
    Endpoint(
      "POST /api/guardrails", "Make a guardrail, or replace the one of its name", .operate,
      trail: .about("guardrail", parameter: nil), body: fields, answer: Answer("The guardrail as it is now", schema),
      action: put),
  ]

  private static func put(_ call: Call) throws(Problem) -> Endpoint.Work {
    let guardrail = try guardrail(call.body)
    return { (connection) throws(StoreError) in
      try connection.execute(PutGuardrail(guardrail, key: call.principal.name, now: call.now))
      let row = try connection.first(FindGuardrails(name: guardrail.name))
      return .json(row.map(json) ?? .null)
    }
  }

  private static func guardrail(_ body: Body) throws(Problem) -> Guardrail {
    let metric = body.text("metric").flatMap(GuardrailMetric.init(rawValue:)) ?? .queue
    let guardrail = Guardrail(
      name: body.text("name") ?? "", metric: metric,
      scope: body.text("scope").flatMap(GuardrailScope.init(rawValue:)) ?? .all, subject: body.text("subject") ?? "",
      windowMinutes: body.integer("window_minutes") ?? 1440, leastCount: body.integer("least_count") ?? 0,
      threshold: body.number("threshold") ?? 0, holdMinutes: body.integer("hold_minutes") ?? 0,
      action: body.text("action").flatMap(GuardrailAction.init(rawValue:)) ?? .alert,
      isEnabled: body.flag("is_enabled") ?? true)
    if let fault = guardrail.fault { throw Body.fault(fault.field, fault.words) }
    return guardrail
  }

  private static func json(_ row: FindGuardrails.Row) -> JSON {
    let guardrail = row.guardrail
    return [
      "name": .string(guardrail.name), "metric": .string(guardrail.metric.rawValue),
      "scope": .string(guardrail.scope.rawValue), "subject": .string(guardrail.subject),
      "window_minutes": .integer(guardrail.windowMinutes), "least_count": .integer(guardrail.leastCount),
      "threshold": .number(guardrail.threshold), "hold_minutes": .integer(guardrail.holdMinutes),
      "action": .string(guardrail.action.rawValue), "is_enabled": .bool(guardrail.isEnabled),
      "changed_by": row.changedBy.map(JSON.string) ?? .null, "changed_at": JSON(row.changedAt),
    ]
  }
}
