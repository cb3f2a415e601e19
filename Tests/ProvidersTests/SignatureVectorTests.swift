import Cryptography
import Encoding
import JSON
import Signing
import Testing

@Suite struct SignatureVectorTests {
  @Test(.enabled(if: Suites.exist, Comment(rawValue: Suites.reason)))
  func sendGridsSignaturesVerifyAsPublished() throws {
    let cases = try #require(try Suites.json("suites/vectors/sendgrid_ecdsa.json")["cases"]?.array)
    #expect(cases.count >= 7)
    for vector in cases {
      let headers = vector["headers"] ?? .null
      let body = try #require(Base64.standard.decode(vector[text: "body_base64"]))
      #expect(
        isSendGrid(
          key: vector[text: "public_key_b64_der"],
          signature: headers[text: "X-Twilio-Email-Event-Webhook-Signature"],
          timestamp: headers[text: "X-Twilio-Email-Event-Webhook-Timestamp"], body: body)
          == vector["valid"]?.bool, "\(vector[text: "name"])")
    }
    let samples = try #require(
      try Suites.json("suites/sendgrid_webhook_samples/signature_vectors.json")["vectors"]?.array)
    #expect(!samples.isEmpty)
    for vector in samples {
      #expect(
        isSendGrid(
          key: vector[text: "public_key"], signature: vector[text: "signature"],
          timestamp: vector[text: "timestamp"], body: Array(vector[text: "payload"].utf8))
          == vector["valid"]?.bool, "\(vector[text: "name"])")
    }
  }

  private func isSendGrid(key: String, signature: String, timestamp: String, body: [UInt8]) -> Bool {
    guard let key = ECDSAPublicKey(base64: key), let signature = Base64.standard.decode(signature) else { return false }
    return key.isValid(signature, over: Array(timestamp.utf8), body)
  }

  @Test(.enabled(if: Suites.exist, Comment(rawValue: Suites.reason)))
  func twiliosFormSignaturesVerifyAsPublished() throws {
    let cases = try #require(try Suites.json("suites/vectors/twilio_hmac_form.json")["cases"]?.array)
    #expect(cases.count >= 13)
    for vector in cases {
      let parameters = (vector["params"]?.array ?? []).map {
        (name: $0.array?.first?.string ?? "", value: $0.array?.last?.string ?? "")
      }
      #expect(
        TwilioSigner(authToken: vector[text: "auth_token"]).isValid(
          vector["headers"]?[text: "X-Twilio-Signature"] ?? "", url: vector[text: "url_seen_by_receiver"],
          parameters: parameters) == vector["valid"]?.bool, "\(vector[text: "name"])")
    }
  }

  @Test(.enabled(if: Suites.exist, Comment(rawValue: Suites.reason)))
  func twiliosOwnTestCasesVerifyAsItsLibrariesSay() throws {
    let file = try Suites.json("suites/twilio_webhook_vectors/signature_vectors.json")
    let signer = TwilioSigner(authToken: file[text: "auth_token"])
    let vectors = try #require(file["vectors"]?.array)
    #expect(vectors.count >= 12)
    for vector in vectors {
      #expect(
        signer.isValid(vector[text: "signature"], url: vector[text: "url"], parameters: parameters(vector["params"]))
          == vector["valid"]?.bool, "\(vector[text: "name"])")
    }
  }

  private func parameters(_ object: JSON?) -> [(name: String, value: String)] {
    (object?.object ?? [:]).flatMap { name, value in
      (value.array ?? [value]).map { (name: name, value: $0.string ?? "") }
    }
  }

  @Test func aSignersEventBatchVerifiesUnderItsPublicKeyAndNoOther() throws {
    guard let signer = SendGridEventSigner(), let other = SendGridEventSigner() else { throw NoRandomness() }
    let body = Array("[{\"event\":\"open\"}]\r\n".utf8)
    let signature = signer.signature(body: body, timestamp: "1767225600") ?? ""
    let publicKey = signer.publicKeyBase64
    #expect(isSendGrid(key: publicKey, signature: signature, timestamp: "1767225600", body: body))
    #expect(!isSendGrid(key: publicKey, signature: signature, timestamp: "1767225601", body: body))
    #expect(
      !isSendGrid(
        key: publicKey, signature: signature, timestamp: "1767225600", body: Array(body.dropLast(2))))
    let otherKey = other.publicKeyBase64
    #expect(!isSendGrid(key: otherKey, signature: signature, timestamp: "1767225600", body: body))
  }

  @Test func aPrivateKeySurvivesBeingWrittenAndRead() throws {
    guard let key = ECDSAPrivateKey() else { throw NoRandomness() }
    let publicKey = key.publicKeyBase64
    let copy = ECDSAPrivateKey(base64: key.base64)?.publicKeyBase64
    #expect(copy == publicKey)
  }

  /// A P-384 key, an RSA key's beginning, trailing bytes and text.
  @Test(arguments: [
    "", "AAAA", "hello",
    "MHYwEAYHKoZIzj0CAQYFK4EEACIDYgAEqNKSSKkGrPSR9ZVtSDG3E1mVyvPdaMcOmUSYH/K/1KLqcJ4SX9zlIv0fEk0oRj9a",
    "MFkwEwYHKoZIzj0CAQYIKoZIzj0DAQcDQgAE83T4O/n84iotIvIW4mdBgQ/7dAfSmpqIM8kF9mN1flpVKS3GRqe62gw+2fNNRaINXvVpiglSI8eNEc6wEA3F+gAA",
  ])
  func aKeyThatIsNotP256IsRefused(text: String) {
    let isAccepted = ECDSAPublicKey(base64: text) != nil
    #expect(!isAccepted)
  }
}
