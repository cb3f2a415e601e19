import Administration
import Foundation
import FunctionContract
import JSON
import TestKit
import Testing

/// The API's own description.
@Suite(.database) struct OpenAPITests {
  private static let havePeers = Peers.have("openapi_spec_validator", "jsonschema")

  private func run(_ program: String, _ document: JSON) throws -> String {
    let file = FileManager.default.temporaryDirectory.appending(path: "openapi-\(UUID().uuidString).json")
    try Data(document.bytes).write(to: file)
    defer { try? FileManager.default.removeItem(at: file) }
    let process = try PythonProcess(program, [file.path], python: Peers.python ?? "")
    return process.line() ?? ""
  }

  @Test(.enabled(if: havePeers, Peers.absent)) func aPublicValidatorFindsNothingWrong() throws {
    let program = """
      import json, sys
      from openapi_spec_validator import OpenAPIV31SpecValidator
      errors = list(OpenAPIV31SpecValidator(json.load(open(sys.argv[1]))).iter_errors())
      print("; ".join(e.message for e in errors) or "valid")
      """
    #expect(try run(program, OpenAPI.document) == "valid")
    var broken = OpenAPI.document.object ?? [:]
    broken["info"] = [:]
    #expect(try run(program, .object(broken)) != "valid", "the validator sees what is missing")
  }

  @Test func itIsServedToEverybodyAndNamesEveryRoute() throws {
    let answer = try Desk().ask("GET", "/api/openapi.json", key: "none")
    #expect(answer.status == 200 && answer.document == OpenAPI.document)
    let paths = answer.document["paths"]?.object ?? [:]
    let operations = Set(paths.flatMap { path, item in (item.object ?? [:]).keys.map { "\($0.uppercased()) \(path)" } })
    let routes = API.endpoints.map {
      "\($0.route.method) \($0.route.path)".replacing("/api/openapi", with: "/api/openapi.json")
    }
    #expect(operations == Set(routes) && routes.count == operations.count)
  }

  @Test func onlyTheDescriptionNeedsNoKey() {
    #expect(API.endpoints.filter { !$0.needsKey }.map(\.route.path) == ["/api/openapi"])
  }

  /// Holds REQ-3-43.
  @Test(.enabled(if: havePeers, Peers.absent)) func answersAreWhatItSaysTheyAre() throws {
    let desk = try Desk()
    let words: JSON = ["template": "gentle", "channel": "email", "source": "---\nsubject: New\n---\nWords"]
    try desk.putOnWorklist()
    let asked: [(String, String, String, JSON?)] = [
      ("GET", "/api/campaigns", "/api/campaigns", nil),
      ("GET", "/api/campaigns/{slug}", "/api/campaigns/course-completion", nil),
      ("PATCH", "/api/campaigns/{slug}", "/api/campaigns/course-completion", ["goal_value": 3]),
      ("POST", "/api/campaigns/{slug}/approvals", "/api/campaigns/course-completion/approvals", ["version": 1]),
      ("GET", "/api/campaigns/{slug}/steps", "/api/campaigns/course-completion/steps", nil),
      ("GET", "/api/learners/{user_id}/messages", "/api/learners/1/messages", nil),
      ("GET", "/api/templates", "/api/templates", nil),
      ("GET", "/api/templates/{slug}/{template}/{channel}", "/api/templates/course-completion/gentle/email", nil),
      (
        "GET", "/api/templates/{slug}/{template}/{channel}/preview", "/api/templates/course-completion/sms/sms/preview",
        nil
      ),
      ("POST", "/api/campaigns/{slug}/drafts", "/api/campaigns/course-completion/drafts", [:]),
      ("GET", "/api/campaigns/{slug}/drafts", "/api/campaigns/course-completion/drafts", nil),
      ("PATCH", "/api/drafts/{draft_id}", "/api/drafts/1", words),
      ("GET", "/api/drafts/{draft_id}", "/api/drafts/1", nil),
      ("GET", "/api/drafts/{draft_id}/changes", "/api/drafts/1/changes", nil),
      ("POST", "/api/campaigns/{slug}/check", "/api/campaigns/course-completion/check", words),
      ("DELETE", "/api/drafts/{draft_id}", "/api/drafts/1", nil),
      ("GET", "/api/analytics", "/api/analytics", nil), ("GET", "/api/learners/{user_id}", "/api/learners/1", nil),
      ("GET", "/api/worklist", "/api/worklist", nil), ("GET", "/api/worklist/{item_id}", "/api/worklist/1", nil),
      ("GET", "/api/learners/{user_id}/export", "/api/learners/1/export", nil),
      ("GET", "/api/reminders", "/api/reminders?pattern=meeting_*", nil),
      ("GET", "/api/job-runs", "/api/job-runs", nil),
      ("DELETE", "/api/reminders", "/api/reminders?pattern=meeting_45*", nil),
      ("POST", "/api/learners/{user_id}/pause", "/api/learners/1/pause", [:]),
      ("POST", "/api/learners/{user_id}/resume", "/api/learners/1/resume", [:]),
      ("POST", "/api/learners/{user_id}/suppress", "/api/learners/1/suppress", ["cause": "admin"]),
      ("POST", "/api/learners/{user_id}/lift", "/api/learners/1/lift", ["reason": "a test", "cause": "admin"]),
      ("GET", "/admin/clients", "/admin/clients?q=bob", nil),
      ("GET", "/admin/clients/{user_id}", "/admin/clients/1", nil),
      ("POST", "/admin/clients/actions", "/admin/clients/actions", ["deed": "tag", "tag": "vip", "clients": [1, 2]]),
      ("POST", "/api/keys", "/api/keys", ["name": "x", "scopes": ["read"]]),
      ("POST", "/api/keys/{key_id}/rotation", "/api/keys/1/rotation", [:]), ("GET", "/api/keys", "/api/keys", nil),
      ("DELETE", "/api/learners/{user_id}", "/api/learners/1", nil),
    ]
    var answers: [JSON] = []
    for (method, path, asked, body) in asked {
      let answer = try desk.ask(method, asked, body, headers: ["if-match": "*"])
      #expect((200...201).contains(answer.status), "\(method) \(asked): \(answer.text)")
      answers.append([
        "method": .string(method.lowercased()), "path": .string(path), "status": .string(String(answer.status)),
        "body": answer.document,
      ])
    }
    let program = """
      import json, sys, jsonschema
      given = json.load(open(sys.argv[1]))
      faults = []
      for a in given["answers"]:
          schema = given["api"]["paths"][a["path"]][a["method"]]["responses"][a["status"]]["content"]["application/json"]["schema"]
          for e in jsonschema.Draft202012Validator(schema).iter_errors(a["body"]):
              faults.append(a["method"] + " " + a["path"] + ": " + e.message.replace(chr(10), " ")[:200])
      print("; ".join(faults) or "all fit")
      """
    #expect(try run(program, ["api": OpenAPI.document, "answers": .array(answers)]) == "all fit")
  }
}
