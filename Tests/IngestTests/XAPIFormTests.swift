import Foundation
import FunctionContract
import JSON
import TestKit
import Testing

@testable import HostEvents

/// Statements as the specification has them, and as it refuses them.
struct XAPIFormTests {
  private static let specification = SharedSuite.folder("xapi_spec")?.appending(path: "xAPI-Data.md")

  /// Every example of the specification that is a whole statement.
  private static func examples() throws -> [JSON] {
    let text = try String(contentsOf: #require(specification), encoding: .utf8)
    let blocks = text.components(separatedBy: "```").enumerated().filter { !$0.offset.isMultiple(of: 2) }.map(\.element)
    return blocks.compactMap { block in
      let json = block.drop { $0 != "{" }
      return try? JSON.parse(String(json), limits: .callback)
    }.filter { $0["actor"] != nil && $0["verb"] != nil && $0["object"] != nil && $0["objectType"] == nil }
  }

  @Test(.enabled(if: specification != nil, SharedSuite.absent("xapi_spec")))
  func everyStatementOfTheSpecificationIsRead() throws {
    let examples = try Self.examples()
    #expect(examples.count >= 5)
    for example in examples {
      do throws(XAPIFault) { _ = try XAPIStatement(example) } catch { Issue.record("\(error.text) \(example.text)") }
    }
  }

  static let statement: JSON = [
    "actor": ["mbox": "mailto:ana@example.org"], "verb": ["id": "http://adlnet.gov/expapi/verbs/experienced"],
    "object": ["id": "https://learn.example.org/courses/10/lessons/3"],
  ]

  private static func with(_ name: String, _ value: JSON) -> JSON {
    var members = statement.object ?? [:]
    members[name] = value
    return .object(members)
  }

  @Test(
    arguments: [
      ("actor", ["name": "Ana"]), ("actor", ["mbox": "ana@example.org"]), ("actor", ["mbox": "mailto:"]),
      ("actor", ["mbox": "mailto:a@b", "openid": "https://a.example"]), ("actor", ["mbox_sha1sum": "abc"]),
      ("actor", ["account": ["name": "1"]]), ("actor", ["account": ["homePage": "no scheme", "name": "1"]]),
      ("actor", ["objectType": "Group"]), ("actor", ["objectType": "agent", "mbox": "mailto:a@b"]),
      ("actor", ["objectType": "Group", "member": [["objectType": "Group", "mbox": "mailto:a@b"]]]),
      ("verb", [:]), ("verb", ["id": "completed"]), ("verb", ["id": "http://a.example/b", "display": "did"]),
      ("verb", ["id": "http://a.example/b", "display": ["not a language": "did"]]), ("verb", nil),
      ("object", ["objectType": "Course", "id": "http://a.example"]),
      ("object", ["objectType": "StatementRef", "id": "1"]),
      ("object", ["id": "http://a.example", "definition": ["interactionType": "guess"]]),
      ("result", ["duration": "4 hours"]), ("result", ["duration": "P4W1D"]), ("result", ["success": "true"]),
      ("result", ["score": ["scaled": 1.5]]), ("result", ["score": ["raw": 5, "min": 6, "max": 9]]),
      ("result", ["completion": 1]), ("result", ["extensions": ["progress": 3]]),
      ("context", ["registration": "42"]), ("context", ["contextActivities": ["parents": []]]),
      ("context", ["language": "deutschsprachig"]), ("id", "42"), ("id", nil), ("timestamp", "yesterday"),
      ("timestamp", "2026-11-20T01:00:00-00:00"), ("version", "0.9"), ("extra", 1), ("Actor", [:]),
      ("attachments", [1]),
    ] as [(String, JSON)])
  func aStatementThatTheSpecificationRefusesIsRefused(_ name: String, _ value: JSON) {
    #expect(throws: XAPIFault.self) { try XAPIStatement(Self.with(name, value)) }
  }

  @Test(arguments: [
    ("PT4H35M59.14S", 16_559.14), ("PT16559.14S", 16_559.14), ("P3Y1M29DT4H35M59.14S", 99_722_159.14),
    ("P3Y", 94_608_000),
    ("P4W", 2_419_200), ("PT0.019S", 0.01), ("PT1.5H", 5400),
  ]) func aDurationIsSoManySeconds(_ text: String, _ seconds: Double) throws {
    #expect(abs(try #require(XAPIForm.duration(text)) - seconds) < 0.001)
  }

  @Test(arguments: [
    "", "P", "PT", "P1", "P1S", "PT1D", "P1H", "PT1M1H", "P-1D", "PT1.5H1M", "P1WT1S", "1D", "PT.5S", "PT5.S",
  ])
  func aTextThatIsNoDurationIsRefused(_ text: String) {
    #expect(XAPIForm.duration(text) == nil)
  }

  @Test(arguments: [
    ["x-experience-api-version": "1.0.3"], ["content-type": "application/json"],
    ["x-experience-api-version": "0.95", "content-type": "application/json"],
    ["x-experience-api-version": "1.0.3", "content-type": "text/plain"],
  ]) func aRequestSaysWhatItIs(_ headers: [String: String]) {
    let request = HTTPRequest(
      method: "POST", rawPath: "/xapi/statements", headers: headers, body: Self.statement.bytes)
    #expect(throws: XAPIRequest.Refusal.self) { try XAPIRequest(request) }
  }

  @Test func oneStatementThatIsNoneRefusesTheWholeListAndIsNamed() throws {
    let request = HTTPRequest(
      method: "POST", rawPath: "/xapi/statements",
      headers: ["x-experience-api-version": "2.0.0", "content-type": "application/json; charset=utf-8"],
      body: JSON.array([Self.statement, Self.with("verb", ["id": 3])]).bytes)
    let refusal = #expect(throws: XAPIRequest.Refusal.self) { try XAPIRequest(request) }
    #expect(refusal?.status == 400)
    #expect(refusal?.advice == "[1].verb.id must be an IRI with its scheme\n")
  }
}
