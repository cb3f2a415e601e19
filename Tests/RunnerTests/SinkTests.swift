import Foundation
import JSON
import TestKit
import Testing

@Suite struct SinkTests {
  private let mail =
    #"{"personalizations":[{"to":[{"email":"a@learner.example"}],"custom_args":{"delivery_id":"d-7","environment":"t"}}]}"#

  private func post(_ address: String, _ path: String, _ body: String, authorization: String = "Bearer SG.x") throws
    -> (status: Int, body: String)
  {
    try Project.curl(["-H", "Authorization: \(authorization)", "--data-binary", body, address + path])
  }

  @Test func sendGridAndTwilioAnswerAsTheyDoAndEveryAcceptanceIsLoggedOnce() throws {
    let project = try Project()
    let log = project.root + "/accepted.jsonl"
    try project.serving(["sink", "--log", log]) { address in
      #expect(try post(address, "/v3/mail/send", mail).status == 202)
      let text = try post(
        address, "/2010-04-01/Accounts/AC0123456789abcdef0123456789abcdef/Messages.json",
        "To=%2B447700900001&Body=Hi&StatusCallback=https%3A%2F%2Fx.example%2Ftwilio%3Fdelivery%3D8%26environment%3Dt",
        authorization: "Basic eDp5")
      #expect(text.status == 201)
      let sid = try JSON.parse(text.body)["sid"]?.string ?? ""
      #expect(sid.hasPrefix("SM") && sid.utf8.count == 34)
      #expect(try post(address, "/v3/mail/send", mail, authorization: "none").status == 401)
      #expect(try post(address, "/v3/elsewhere", mail).status == 404)
    }
    let lines = try String(contentsOfFile: log, encoding: .utf8).split(separator: "\n").map {
      try JSON.parse(String($0))
    }
    #expect(lines.map { $0["delivery"]?.string } == ["d-7", "8"])
    #expect(lines.map { $0["channel"]?.string } == ["email", "sms"])
  }

  @Test(arguments: [("--throttle", 429), ("--error", 500), ("--drop", 0), ("--swallow", 0)])
  func faultsAreInjectedAndOnlyASwallowedMessageWasAccepted(option: String, status: Int) throws {
    let project = try Project()
    let log = project.root + "/accepted.jsonl"
    try project.serving(["sink", "--log", log, option, "1"]) { address in
      let answer = try post(address, "/v3/mail/send", mail)
      #expect(answer.status == status)
    }
    let accepted = try String(contentsOfFile: log, encoding: .utf8)
    #expect(accepted.isEmpty == (option != "--swallow"))
  }
}
