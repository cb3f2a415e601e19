import Domain
import Encoding
import Signing
import Testing

/// The signed tokens of opt-out links (docs/correctness.md).
@Suite struct UnsubscribeTokenTests {
  private let issued = Instant(seconds: 20_458 * 86_400 + 40_000)

  private var old: KeyRing { get throws { try TestKeys.ring("k1:" + Base64.url.encode(Array(UInt8(0)..<32))) } }

  @Test func aTokenIsThe47CharactersOfThePublishedVector() throws {
    let text = UnsubscribeToken(deliveryID: 123_456_789, issued: issued).signed(with: try old)
    #expect(text == "v1.k1.AQAAAAAHW80VAABP6g.pGjWLXxFE8ZcgjPpZhGELQ")
    #expect(text.count == 47)
  }

  @Test func aTokenOfEveryKeyOfTheRingIsReadBack() throws {
    let ring = try TestKeys.ring()
    for (signing, id) in [(ring, 0), (try old, 1), (ring, 9_007_199_254_740_993), (ring, Int.max)] {
      let token = UnsubscribeToken(deliveryID: id, issued: issued)
      let read = try UnsubscribeToken(verifying: token.signed(with: signing), keys: ring, now: issued)
      #expect(read == token)
      #expect(read.deliveryID == id)
    }
  }

  @Test func aTokenOptsOutFor400DaysAndNotADayLonger() throws {
    let ring = try TestKeys.ring()
    let text = UnsubscribeToken(deliveryID: 7, issued: issued).signed(with: ring)
    for days in [-1, 0, 30, 400] {
      _ = try UnsubscribeToken(verifying: text, keys: ring, now: issued + .days(days))
    }
    for days in [-2, 401, 4000] {
      #expect(throws: TokenRefusal.expired) {
        try UnsubscribeToken(verifying: text, keys: ring, now: issued + .days(days))
      }
    }
  }

  @Test func droppingAKeyDropsItsTokens() throws {
    let text = UnsubscribeToken(deliveryID: 7, issued: issued).signed(with: try TestKeys.ring())
    #expect(throws: TokenRefusal.unknownKey) { try UnsubscribeToken(verifying: text, keys: old, now: issued) }
  }

  @Test func theSameSecretUnderAnotherNameSignsNothingOfTheFirst() throws {
    let secret = Base64.url.encode(Array(UInt8(0)..<32))
    let text = UnsubscribeToken(deliveryID: 7, issued: issued).signed(with: try TestKeys.ring("a:\(secret)"))
    let renamed = "v1.b." + text.dropFirst(5)
    #expect(throws: TokenRefusal.forged) {
      try UnsubscribeToken(verifying: renamed, keys: TestKeys.ring("b:\(secret)"), now: issued)
    }
  }

  @Test(arguments: ["", "v1", "v1...", "v1.k1..", "v2.k2.AQAAAAAHW80VAABP6g.pGjWLXxFE8ZcgjPpZhGELQ", "....", "\u{0}"])
  func whatIsNoTokenIsMalformed(text: String) throws {
    #expect(throws: TokenRefusal.malformed) {
      try UnsubscribeToken(verifying: text, keys: TestKeys.ring(), now: issued)
    }
  }

  @Test func moreThan128BytesAreRefusedUnread() throws {
    let text = UnsubscribeToken(deliveryID: 7, issued: issued).signed(with: try TestKeys.ring())
    for long in [text + String(repeating: "A", count: 128), String(repeating: "A.", count: 500_000)] {
      #expect(throws: TokenRefusal.malformed) {
        try UnsubscribeToken(verifying: long, keys: TestKeys.ring(), now: issued)
      }
    }
  }

  @Test func everyOtherCharacterAtEveryPlaceIsRefused() throws {
    let ring = try TestKeys.ring()
    let text = Array(UnsubscribeToken(deliveryID: 123_456_789, issued: issued).signed(with: ring).utf8)
    for place in text.indices {
      for byte in UInt8(0x20)..<0x7F where byte != text[place] {
        var changed = text
        changed[place] = byte
        expectRefusal(changed, ring)
      }
      var shorter = text
      shorter.remove(at: place)
      expectRefusal(shorter, ring)
      expectRefusal(text[..<place] + [text[place]] + text[place...], ring)
      expectRefusal(Array(text[..<place]), ring)
    }
    expectRefusal(text + Array("=".utf8), ring)
    expectRefusal(text + Array("A".utf8), ring)
    expectRefusal(text + Array(".".utf8), ring)
    expectRefusal(Array(" ".utf8) + text, ring)
  }

  @Test func randomBitsFlippedInTheDecodedPartsAreRefused() throws {
    let ring = try TestKeys.ring()
    let parts = UnsubscribeToken(deliveryID: 42, issued: issued).signed(with: ring).split(separator: ".")
    for part in 2...3 {
      let bytes = try #require(Base64.url.decode(parts[part]))
      for bit in 0..<bytes.count * 8 {
        var changed = bytes
        changed[bit / 8] ^= 1 << UInt8(bit % 8)
        var text = parts.map(String.init)
        text[part] = Base64.url.encode(changed)
        expectRefusal(Array(text.joined(separator: ".").utf8), ring)
      }
    }
  }

  private func expectRefusal(_ text: some Collection<UInt8>, _ ring: KeyRing) {
    let spelled = String(decoding: text, as: UTF8.self)
    #expect(throws: TokenRefusal.self, "\(spelled)") {
      try UnsubscribeToken(verifying: spelled, keys: ring, now: issued)
    }
  }
}

@Suite struct LinkCodeTests {
  @Test func equalLinksHaveEqualCodesAndDifferentOnesDoNot() throws {
    let ring = try TestKeys.ring()
    var seen: Set<LinkCode> = []
    for delivery in 0..<2000 {
      for index in 0..<5 {
        let code = LinkCode(deliveryID: delivery, index: index, keys: ring)
        #expect(code == LinkCode(deliveryID: delivery, index: index, keys: ring))
        #expect(code.text.utf8.count == 15 && code.text.allSatisfy { $0.isASCII && ($0.isLetter || $0.isNumber) })
        seen.insert(code)
      }
    }
    #expect(seen.count == 10_000)
  }

  @Test func anotherKeyGivesAnotherCode() throws {
    let other = try TestKeys.ring("k2:" + Base64.url.encode(Array(UInt8(1)..<33)))
    #expect(
      LinkCode(deliveryID: 1, index: 0, keys: other) != LinkCode(deliveryID: 1, index: 0, keys: try TestKeys.ring()))
  }
}
