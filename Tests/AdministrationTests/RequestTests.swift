import Domain
import FunctionContract
import JSON
import TestKit
import Testing

/// Requests that are not what they should be.
@Suite(.database) struct RequestTests {
  @Test func whatLeadsNowhereIsAProblem() throws {
    let desk = try Desk()
    let nowhere = try desk.ask("GET", "/api/nothing")
    #expect(nowhere.status == 404 && nowhere.headers["content-type"] == "application/problem+json")
    let method = try desk.ask("POST", "/api/campaigns", [:])
    #expect(method.status == 405 && method.headers["allow"] == "GET, HEAD")
    let head = try desk.ask("HEAD", "/api/campaigns")
    #expect(head.status == 200 && head.body.isEmpty)
  }

  @Test func aBodyIsJSONAndNothingElse() throws {
    let desk = try Desk()
    let form = ["content-type": "application/x-www-form-urlencoded"]
    #expect(try desk.ask("POST", "/api/learners/1/lift", ["reason": "x"], headers: form).status == 415)
    #expect(try desk.ask("POST", "/api/learners/1/lift", "words").problem == "body")
    #expect(try desk.ask("POST", "/api/learners/1/lift").problem == "body", "a body that is needed")
    #expect(try desk.ask("POST", "/api/learners/1/pause").status == 200, "one that is not")
    #expect(try desk.ask("POST", "/api/learners/1/lift", ["reason": "a\u{0}b c"]).status < 500)
  }

  @Test func withoutAKeyNothingIsTold() throws {
    let answer = try Desk().ask("GET", "/api/learners/1", headers: ["authorization": "Basic Zmlyc3Qta2V5"])
    #expect(answer.status == 401 && answer.headers["www-authenticate"] == "Bearer realm=\"rekindle\"")
    #expect(answer.document["type"] == "urn:rekindle:problem:unauthorised")
  }
}
