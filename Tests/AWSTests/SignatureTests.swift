import Channels
import Domain
import TestKit
import Testing
import Transport

/// libcurl's Signature V4 against AWS' own signer, over what arrived on the wire.
@Suite(.enabled(if: Peers.have("botocore"), Peers.absent))
struct SignatureTests {
  private func signature(token: String?, service: String = "sqs") -> AWSSignature {
    AWSSignature(
      credentials: AWSCredentials(
        accessKey: SignaturePeer.accessKey, secretKey: SignaturePeer.secretKey, sessionToken: token),
      scope: AWSScope(region: "eu-central-1", service: service))
  }

  @Test(arguments: [
    nil, "FwoGZXIvYXdzEBYaDHqa0AP/4K+w==", String(repeating: "IQoJb3JpZ2luX2VjEJ/+=", count: 60),
  ])
  func requestsWithAndWithoutASessionTokenAreSignedAsBotocoreSignsThem(token: String?) throws {
    let peer = try SignaturePeer()
    let client = try HTTPClient(answerLimit: 1 << 20)
    let bodies = [
      "{}", "", #"{"MessageBody":"{\"name\":\"Zoë ✨\"}"}"#, "a\r\nb\u{0}c", String(repeating: "x", count: 262_144),
    ]
    for (index, body) in bodies.enumerated() {
      let observation = client.send(
        HTTPClient.Request(
          peer.url + "/", headers: [.init("Content-Type", "application/x-amz-json-1.0"), .init("X-Amz-Target", "A.B")],
          body: Array(body.utf8), timeout: .seconds(10),
          signature: signature(token: token, service: index == 0 ? "events" : "sqs")))
      guard case .answered(let answer) = observation else {
        Issue.record("\(observation)")
        continue
      }
      #expect(answer.status == 200, "\(String(decoding: answer.body, as: UTF8.self))")
    }
  }

  @Test func aKeyNeverShowsInADescription() {
    let signature = signature(token: "secret-token")
    #expect(!"\(signature.credentials)".contains("wJal"))
    #expect(!"\(signature)".contains("secret-token"))
  }
}
