import Cryptography
import Domain
import Encoding
import Foundation
import JSON
import Signing
import Testing

@Suite struct SigningTests {
  @Test func base64AgreesWithFoundationOnEveryLength() {
    var random = Seeded(1)
    for length in 0..<70 {
      let bytes = (0..<length).map { _ in UInt8.random(in: 0...255, using: &random) }
      let text = Data(bytes).base64EncodedString()
      let url = text.replacingOccurrences(of: "+", with: "-").replacingOccurrences(of: "/", with: "_")
        .replacingOccurrences(of: "=", with: "")
      #expect(Base64.standard.encode(bytes) == text)
      #expect(Base64.standard.decode(text) == bytes)
      #expect(Base64.url.encode(bytes) == url)
      #expect(Base64.url.decode(url) == bytes)
    }
  }

  @Test(arguments: ["A", "AB=", "AB", "QUI", "QUJD=", "QUI==", "QUJ=", "Q UJ", "QU-_", "====", "QQ==QQ==", "QQ==\n"])
  func base64RefusesWhatIsNotCanonical(text: String) {
    #expect(Base64.standard.decode(text) == nil)
  }

  @Test(arguments: ["A", "AB==", "QUJ", "QR", "QUI=", "QU+/", "Q.", "QUI\n"])
  func base64urlRefusesPaddingUnusedBitsAndTheOtherAlphabet(text: String) {
    #expect(Base64.url.decode(text) == nil)
  }

  /// RFC 4231 test case 2 and RFC 2202 test case 2.
  @Test func hmacGivesTheCodesOfTheRFCs() {
    let message = Array("what do ya want for nothing?".utf8)
    let sha256 = Digest.sha256.authenticationCode(of: message, key: Array("Jefe".utf8))
    #expect(hex(sha256) == "5bdcc146bf60754e6a042426089575c75a003f089d2739839dec58b964ec3843")
    let sha1 = Digest.sha1.authenticationCode(of: message, key: Array("Jefe".utf8))
    #expect(hex(sha1) == "effcdf6ae5eb2fa2d27416d5f184df9c259a7c79")
    #expect(hex(Digest.sha256.hash(Array("abc".utf8))).hasPrefix("ba7816bf8f01cfea414140de5dae2223"))
  }

  @Test func constantTimeComparisonCompares() {
    #expect([1, 2, 3].equalsInConstantTime([1, 2, 3]))
    #expect(![1, 2, 3].equalsInConstantTime([1, 2, 4]))
    #expect(![1, 2, 3].equalsInConstantTime([1, 2]))
    #expect([UInt8]().equalsInConstantTime([]))
    #expect("é".equalsInConstantTime("é"))
    #expect(!"e\u{301}".equalsInConstantTime("é"))
  }

  @Test func aKeyRingSignsWithItsFirstKeyAndFindsEach() throws {
    let ring = try KeyRing(parsing: TestKeys.text)
    #expect(ring.signer.id == "k2")
    #expect(ring["k1"]?.id == "k1")
    #expect(ring["k3"] == nil)
  }

  @Test(arguments: [
    ("", 1, "colon"), ("k1", 1, "colon"), (":AAAA", 1, "id"), ("k.1:AAAA", 1, "id"),
    ("k1:AAAA", 1, "3 bytes"), ("\(TestKeys.text),k9:???", 3, "base64url"), ("\(TestKeys.text),", 3, "colon"),
    ("\(TestKeys.text),\(TestKeys.text)", 3, "twice"), ("abcdefghijklmnopq:AAAA", 1, "id"),
  ])
  func aFaultyKeyRingIsRefusedWithThePlaceAndWithoutTheText(text: String, entry: Int, part: String) {
    let error = #expect(throws: KeyRingError.self) { try KeyRing(parsing: text) }
    #expect(error?.entry == entry)
    #expect(error?.description.contains(part) == true)
    for word in text.split(whereSeparator: { ":,".contains($0) }) where word.count > 4 {
      #expect(error?.description.contains(word) == false)
    }
  }
}

func hex(_ bytes: [UInt8]) -> String { bytes.map { String(format: "%02x", $0) }.joined() }

/// Two keys: `k1` is bytes 0–31, `k2` is bytes 32–63 and signs.
enum TestKeys {
  static let text = "k2:\(Base64.url.encode(Array(UInt8(32)..<64))),k1:\(Base64.url.encode(Array(UInt8(0)..<32)))"

  static func ring(_ text: String = text) throws -> KeyRing { try KeyRing(parsing: text) }
}
