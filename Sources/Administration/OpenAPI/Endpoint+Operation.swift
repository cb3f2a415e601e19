import Access
import Domain
import FunctionContract
import JSON

extension Endpoint {
  /// The operation object of the OpenAPI document.
  var operation: JSON {
    var members: [String: JSON] = [
      "operationId": .string(name), "summary": .string(summary), "tags": [.string(tag)],
      "responses": [String(answer.status): response, "default": ["$ref": "#/components/responses/Problem"]].json,
    ]
    if let scope {
      members["description"] = .string("Needs a key with the scope `\(scope.rawValue)`.")
    } else {
      members["security"] = []
    }
    let parameters = pathParameters + query.map(parameter) + (isConditional ? [ifMatch] : [])
    if !parameters.isEmpty { members["parameters"] = .array(parameters) }
    members["requestBody"] = body.map(requestBody)
    return .object(members)
  }

  /// As `get_campaigns_slug`.
  private var name: String {
    let words = route.path.split { !$0.isLetter && !$0.isNumber }.dropFirst()
    return ([route.method.lowercased()] + words.map(String.init)).joined(separator: "_")
  }

  private var tag: String { route.path.split(separator: "/").dropFirst().first.map(String.init) ?? "" }

  private var pathParameters: [JSON] {
    route.path.split(separator: "/").filter { $0.hasPrefix("{") }.map { segment in
      let name = String(segment.dropFirst().dropLast())
      return [
        "name": .string(name), "in": "path", "required": true,
        "schema": name.hasSuffix("_id") ? Schema.integer : Schema.text,
      ]
    }
  }

  private func parameter(_ field: Field) -> JSON {
    var members: [String: JSON] = [
      "name": .string(field.name), "in": "query", "required": .bool(field.isRequired),
      "description": .string(field.words), "schema": field.shape.schema,
    ]
    if case .words = field.shape {
      members["style"] = "form"
      members["explode"] = false
    }
    return .object(members)
  }

  private var ifMatch: JSON {
    [
      "name": "If-Match", "in": "header", "required": true, "schema": Schema.text,
      "description": "The ETag of what was read, or * for any.",
    ]
  }

  private func requestBody(_ fields: [Field]) -> JSON {
    let properties = fields.map { field in
      let schema = field.isNullable ? Schema.orNull(field.shape.schema) : field.shape.schema
      let words: JSON = ["description": .string(field.words)]
      return (field.name, JSON.object((schema.object ?? [:]).merging(words.object ?? [:]) { $1 }))
    }
    let required = fields.filter(\.isRequired).map(\.name)
    var schema: [String: JSON] = [
      "type": "object", "additionalProperties": false,
      "properties": .object(Dictionary(properties, uniquingKeysWith: { $1 })),
    ]
    if !required.isEmpty { schema["required"] = .array(required.map(JSON.string)) }
    return [
      "required": .bool(!required.isEmpty), "content": ["application/json": ["schema": .object(schema)]],
    ]
  }

  private var response: JSON {
    var members: [String: JSON] = ["description": .string(answer.words)]
    if !answer.content.isEmpty {
      members["content"] = .object(answer.content.mapValues { ["schema": $0] })
    }
    return .object(members)
  }
}

extension [String: JSON] {
  fileprivate var json: JSON { .object(self) }
}
