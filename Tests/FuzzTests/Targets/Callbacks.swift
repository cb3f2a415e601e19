import Channels
import Domain
import Encoding
import FunctionContract
import JSON
import Signing

@testable import Callbacks

extension FuzzTargets {
  /// What providers of messages post, signed where that is cheap.
  static let callbacks: [FuzzTarget] = [
    FuzzTarget("sendgrid") { input in
      input.withUnsafeBufferPointer { bytes in
        FuzzTargets.sendGrid(JSONScanner(bytes, members: SendGridEvent.members))
      }
    },
    FuzzTarget("twilio") { input in
      let (lines, body) = input.lines(2)
      guard let reader = try? TwilioWebhook(Fixtures.settings) else { return "the settings are good" }
      let url = "https://hooks.example/webhooks/twilio" + (lines[0].isEmpty ? "" : "?" + lines[0])
      let signer = TwilioSigner(authToken: Fixtures.secret)
      let fields = FormEncoding.decode(body) ?? []
      let headers = ["x-twilio-signature": signer.signature(url: url, parameters: fields), "content-type": lines[1]]
      return FuzzTargets.fault(of: reader, Fixtures.post("/webhooks/twilio", query: lines[0], headers, body))
    },
    FuzzTarget("meta") { input in
      guard let reader = try? MetaWebhook(Fixtures.settings) else { return "the settings are good" }
      let signature = BodySigner(secret: Fixtures.secret).signature(of: input)
      let handshake = HTTPRequest(method: "GET", rawPath: "/webhooks/meta", rawQuery: input.text)
      return FuzzTargets.fault(of: reader, handshake)
        ?? FuzzTargets.fault(of: reader, Fixtures.post("/webhooks/meta", ["x-hub-signature-256": signature], input))
    },
    FuzzTarget("interakt") { input in
      guard let reader = try? InteraktWebhook(Fixtures.settings) else { return "the settings are good" }
      let signature = BodySigner(secret: Fixtures.secret).signature(of: input)
      return FuzzTargets.fault(
        of: reader, Fixtures.post("/webhooks/interakt", ["interakt-signature": signature], input))
    },
    FuzzTarget("ses") { input in
      guard let reader = try? SESWebhook(Fixtures.settings) else { return "the settings are good" }
      if let fault = FuzzTargets.fault(of: reader, Fixtures.post("/webhooks/ses", [:], input)) { return fault }
      guard case .success(let facts)? = SESEvent(input.text)?.facts(environment: "fuzz") else { return nil }
      return broken("facts are bounded", unless: facts.allSatisfy(\.isBounded))
    },
    FuzzTarget("sns-addresses") { input in
      let (lines, _) = input.lines(2)
      guard let topic = SNSTopic(arn: lines[0]) else { return nil }
      for path in [topic.certificatePath(lines[1]), topic.confirmationPath(lines[1])].compactMap(\.self) {
        let address = topic.address(of: path, at: nil)
        if address != lines[1] || !address.hasPrefix("https://sns.") { return "nobody else is asked" }
      }
      return nil
    },
  ]

  private static func sendGrid(_ scanner: consuming JSONScanner) -> String? {
    var index = 0
    do throws(JSONError) {
      try scanner.beginArray()
      while try scanner.hasElement(index) {
        guard case .object(let values) = try scanner.element() else { continue }
        let facts = SendGridEvent(values: values).facts(scanner, environment: Array("fuzz".utf8))
        if case .success(let facts) = facts, !facts.allSatisfy(\.isBounded) { return "facts are bounded" }
        index += 1
      }
      try scanner.finish()
    } catch {
      return nil
    }
    return nil
  }

  private static func fault(of reader: some CallbackReader, _ request: HTTPRequest) -> String? {
    guard let callback = try? reader.read(request, now: Fixtures.now) else { return nil }
    switch callback {
    case .facts(let batch):
      if !batch.facts.allSatisfy(\.isBounded) { return "facts are bounded" }
      return broken("replies are bounded", unless: batch.replies.allSatisfy(\.isBounded))
    case .handshake(let response): return broken("an answer is bounded", unless: response.body.count <= 1000)
    case .inquiry(let inquiry):
      return broken(
        "the topic's own region is asked", unless: inquiry.url.hasPrefix("https://sns.eu-central-1.amazonaws.com/"))
    }
  }
}

extension CallbackFact {
  /// Whether it can be kept: PostgreSQL takes no NUL, and its indexes no long text.
  var isBounded: Bool {
    let id = providerMessageID ?? ""
    return deliveryID >= 0 && detail.utf8.count <= 500 && !detail.utf8.contains(0) && id.utf8.count <= 200
      && !id.utf8.contains(0) && (at.map { $0.seconds.magnitude < 1 << 38 } ?? true)
  }
}
