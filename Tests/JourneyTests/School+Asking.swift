import Foundation
import FunctionContract
import JSON
import TestKit

extension School {
  /// What a handler answers to a request over HTTP, at a time.
  func ask(
    _ handler: String, role: String, _ method: String, _ path: String, query: String = "", key: String? = nil,
    body: JSON? = nil, at time: String
  ) throws -> (status: Int, body: JSON) {
    let run = try run(handler, role: role, asking(method, path, query: query, key: key, body: body, at: time))
    guard run.exitCode == 0, let status = try JSON.parse(run.stdout)["statusCode"]?.integer else {
      throw Spawn.Failure(description: run.output + run.log)
    }
    let text = try JSON.parse(run.stdout)["body"]?.string ?? ""
    return (status, text.isEmpty ? .null : try JSON.parse(text))
  }

  /// A request over HTTP with a body in JSON.
  func asking(
    _ method: String, _ path: String, query: String = "", key: String? = nil, body: JSON? = nil, at time: String
  ) -> JSON {
    var headers: [String: JSON] = ["content-type": "application/json"]
    if let key { headers["authorization"] = .string("Bearer \(key)") }
    return event(
      "http.request", at: time,
      data: [
        "version": "2.0", "rawPath": .string(path), "rawQueryString": .string(query), "headers": .object(headers),
        "requestContext": [
          "http": ["method": .string(method), "path": .string(path), "sourceIp": "127.0.0.1"],
          "requestId": .string(UUID().uuidString),
        ],
        "body": .string(body?.text ?? ""), "isBase64Encoded": false,
      ])
  }
}
