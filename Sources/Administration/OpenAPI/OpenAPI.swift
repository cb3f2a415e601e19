import Access
import Domain
import FunctionContract
public import JSON
import Store

/// The API's description in OpenAPI 3.1, made of the table of its operations.
public enum OpenAPI {
  static let endpoint = Endpoint(
    "GET /api/openapi", "This description, in OpenAPI 3.1", nil, answer: Answer("The document", ["type": "object"]),
    action: serve)

  /// The whole document.
  public static var document: JSON {
    [
      "openapi": "3.1.0",
      "info": [
        "title": "Rekindle", "version": "1", "description": .string(description),
        "license": ["name": "Apache-2.0", "identifier": "Apache-2.0"],
      ],
      "servers": [["url": "/"]], "security": [["key": []]], "paths": paths,
      "components": [
        "securitySchemes": [
          "key": ["type": "http", "scheme": "bearer", "description": "A key made by POST /api/keys."]
        ],
        "schemas": ["Problem": problem],
        "responses": [
          "Problem": [
            "description": "Why it was not done (RFC 9457).",
            "content": ["application/problem+json": ["schema": ["$ref": "#/components/schemas/Problem"]]],
          ]
        ],
      ],
    ]
  }

  private static let description = """
    Runs campaigns: status, dates, approval, previews, figures, and what people do about one learner. Each operation names \
    the scope that a key needs. Lists come in pages: `next` of one is the `cursor` of the next.
    """

  private static let problem = JSON.object([
    "type": "object", "required": ["type", "title", "status", "detail"],
    "properties": [
      "type": ["type": "string"], "title": Schema.text, "status": Schema.integer, "detail": Schema.text,
      "errors": [
        "type": "array", "description": "The values at fault: a JSON pointer into the body, a parameter, or a header.",
        "items": [
          "type": "object", "required": ["detail"],
          "properties": [
            "detail": Schema.text, "pointer": Schema.text, "parameter": Schema.text, "header": Schema.text,
          ],
        ],
      ],
    ],
  ])

  private static var paths: JSON {
    let byPath = Dictionary(grouping: API.endpoints, by: { document(path: $0.route.path) })
    return .object(
      byPath.mapValues { endpoints in
        .object(
          Dictionary(
            endpoints.map { ($0.route.method.lowercased(), $0.operation) }, uniquingKeysWith: { $1 }))
      })
  }

  /// A format that a path ends with stands in the document, and the router takes it off.
  private static func document(path: String) -> String { path == endpoint.route.path ? "\(path).json" : path }

  private static func serve(_ call: Call) throws(Problem) -> Endpoint.Work {
    { (_) throws(StoreError) in .json(document) }
  }
}
