import Domain
import Signing
import Testing

/// The signed tokens that open a learner's notices.
@Suite struct NoticeTokenTests {
  private let now = Instant(seconds: 1_800_000_000)

  @Test(arguments: [1, Int.max, -5, 0])
  func aTokenIsReadBack(userID: Int) throws {
    let ring = try TestKeys.ring()
    for mayMark in [true, false] {
      let token = NoticeToken(userID: userID, mayMark: mayMark, expiresAt: now + .hours(1))
      #expect(try NoticeToken(verifying: token.signed(with: ring), keys: ring, now: now) == token)
    }
  }

  @Test func itIsGoodUntilItExpiresAndNoTokenIsGoodForMoreThanAMonth() throws {
    let ring = try TestKeys.ring()
    let text = NoticeToken(userID: 7, mayMark: true, expiresAt: now + .hours(1)).signed(with: ring)
    _ = try NoticeToken(verifying: text, keys: ring, now: now + .minutes(59))
    #expect(throws: TokenRefusal.expired) { try NoticeToken(verifying: text, keys: ring, now: now + .hours(1)) }
    let long = NoticeToken(userID: 7, mayMark: true, expiresAt: now + .days(40)).signed(with: ring)
    #expect(throws: TokenRefusal.expired) { try NoticeToken(verifying: long, keys: ring, now: now) }
  }

  @Test func anOptOutTokenOpensNoNoticesAndTheOtherWayRound() throws {
    let ring = try TestKeys.ring()
    let optOut = UnsubscribeToken(deliveryID: 7, issued: now).signed(with: ring)
    #expect(throws: TokenRefusal.malformed) { try NoticeToken(verifying: optOut, keys: ring, now: now) }
    let notice = NoticeToken(userID: 7, mayMark: true, expiresAt: now + .hours(1)).signed(with: ring)
    #expect(throws: TokenRefusal.malformed) { try UnsubscribeToken(verifying: notice, keys: ring, now: now) }
  }

  @Test func aChangedBitIsForged() throws {
    let ring = try TestKeys.ring()
    let text = NoticeToken(userID: 7, mayMark: false, expiresAt: now + .hours(1)).signed(with: ring)
    let other = NoticeToken(userID: 7, mayMark: true, expiresAt: now + .hours(1)).signed(with: ring)
    let mixed = text.split(separator: ".")[..<2] + [other.split(separator: ".")[2]] + [text.split(separator: ".")[3]]
    #expect(throws: TokenRefusal.forged) {
      try NoticeToken(verifying: mixed.joined(separator: "."), keys: ring, now: now)
    }
  }
}
