public import JSON

extension HostEventType {
  /// What an event of this type is, as JSON Schema 2020-12.
  public var schema: JSON {
    [
      "$schema": "https://json-schema.org/draft/2020-12/schema", "title": .string(name),
      "description": .string(summary), "type": "object", "required": ["type", "timestamp", "data"],
      "properties": [
        "id": ["type": "string", "minLength": 1, "maxLength": 200, "description": "equal whenever it is sent again"],
        "type": ["const": .string(name)],
        "timestamp": ["type": "string", "format": "date-time", "description": "when it happened"],
        "data": .object(fields.schemaOfObject),
      ],
    ]
  }

  /// An event of this type, made up: every field with a value that fits.
  public var example: JSON {
    [
      "id": .string("evt_" + name.replacing("lms.", with: "").replacing(".", with: "_")), "type": .string(name),
      "timestamp": "2026-11-19T09:30:00Z", "data": fields.exampleOfObject,
    ]
  }
}

extension [HostField] {
  /// An object with these members.
  fileprivate var schemaOfObject: [String: JSON] {
    [
      "type": "object", "required": .array(filter { $0.standard == .required }.map { .string($0.name) }),
      "properties": .object(Dictionary(map { ($0.name, $0.schema) }, uniquingKeysWith: { $1 })),
    ]
  }

  /// An object with each of these members that has no standard of its own.
  fileprivate var exampleOfObject: JSON {
    let said = filter { $0.standard == .required || $0.standard == .unchanged }
    return .object(Dictionary(said.map { ($0.name, $0.example) }, uniquingKeysWith: { $1 }))
  }
}

extension HostField {
  private var isNullable: Bool { standard != .required }

  fileprivate var schema: JSON {
    var members = form
    if isNullable, case .string(let type)? = members["type"] { members["type"] = [.string(type), "null"] }
    if isNullable, case .array(let types)? = members["type"], !types.contains("null") {
      members["type"] = .array(types + ["null"])
    }
    if isNullable, case .array(let words)? = members["enum"] { members["enum"] = .array(words + [.null]) }
    members["description"] = .string(meaning)
    switch standard {
    case .value(let value): members["default"] = value
    case .eventTime: members["description"] = .string("\(meaning); the event's timestamp where nothing is said")
    case .required, .unchanged: break
    }
    return .object(members)
  }

  private var form: [String: JSON] {
    switch kind {
    case .id: ["type": "integer", "minimum": 1]
    case .person: ["type": "integer", "not": ["const": 0]]
    case .text(let limit):
      standard == .required
        ? ["type": "string", "maxLength": .integer(limit), "pattern": "\\S"]
        : ["type": "string", "maxLength": .integer(limit)]
    case .integer(let range):
      ["type": "integer", "minimum": .integer(range.lowerBound), "maximum": .integer(range.upperBound)]
    case .number(let range):
      ["type": "number", "minimum": .number(range.lowerBound), "maximum": .number(range.upperBound)]
    case .truth: ["type": "boolean"]
    case .time: ["type": "string", "format": "date-time"]
    case .day: ["type": "string", "format": "date"]
    case .link: ["type": "string", "format": "uri", "pattern": "^https://"]
    case .word(let words): ["type": "string", "enum": .array(words.map(JSON.string))]
    case .currency: ["type": "string", "pattern": "^[A-Za-z]{3}$"]
    case .money: ["type": ["string", "number"], "pattern": "^[0-9]{1,10}(\\.[0-9]{1,6})?$", "minimum": 0]
    case .rows(let fields, let most):
      ["type": "array", "minItems": 1, "maxItems": .integer(most), "items": .object(fields.schemaOfObject)]
    }
  }

  fileprivate var example: JSON {
    switch kind {
    case .id, .person: 7
    case .text: name == "email" ? "maya@learner.example" : .string("some \(name)")
    case .integer(let range): .integer(max(min(3, range.upperBound), range.lowerBound))
    case .number(let range): .number(min(40, range.upperBound))
    case .truth: true
    case .time: .string(name == "starts_at" ? "2026-11-27T09:30:00Z" : "2026-11-27T10:30:00Z")
    case .day: "2026-11-27"
    case .link: "https://learn.example.org/here"
    case .word(let words): .string(words[0])
    case .currency: "INR"
    case .money: "149.00"
    case .rows(let fields, _): [fields.exampleOfObject]
    }
  }
}
