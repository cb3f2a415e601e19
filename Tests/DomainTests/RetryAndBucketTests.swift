import Testing

@testable import Domain

@Suite
struct RetryAndBucketTests {
  /// Holds X-104, REQ-2-46.
  @Test(
    arguments: [
      (1, nil, 60), (2, nil, 120), (3, nil, 240), (4, nil, nil), (0, nil, nil), (1, 7, 7), (3, 900, 900),
      (1, 100_000, 3600), (1, -5, 0), (4, 7, nil),
    ] as [(Int, Int?, Int?)])
  func waitsGrowByTheCampaignsPolicyAndTheProvidersOwnWishWinsUpToAnHour(attempts: Int, retryAfter: Int?, seconds: Int?)
  {
    let wait = RetryPolicy.standard.wait(
      afterAttempts: attempts, retryAfter: retryAfter.map { .seconds($0) }, jitter: 0)
    #expect(wait == seconds.map { .seconds($0) })
  }

  @Test(arguments: [-1, 0, 0.5, 1, 7, .nan, .infinity])
  func jitterAddsUpToATenthWhateverNumberItIsGiven(share: Double) throws {
    let wait = try #require(RetryPolicy.standard.wait(afterAttempts: 3, jitter: share))
    #expect(wait >= .seconds(240) && wait <= .seconds(264))
    #expect(RetryPolicy.standard.wait(afterAttempts: 3, jitter: 1) == .seconds(264))
  }

  @Test
  func whoeverIsInAt5IsInAt50AndAt100AndSharesAreExact() throws {
    let buckets = (0..<Bucket.count).compactMap(Bucket.init)
    for (smaller, larger) in [(500, 5000), (5000, 10_000)] {
      #expect(buckets.allSatisfy { !$0.isIn(share: smaller) || $0.isIn(share: larger) })
    }
    #expect(buckets.count { $0.isIn(share: 500) } == 500)
    #expect(!buckets.contains { $0.isIn(share: 0) })
    #expect(Bucket(-1) == nil && Bucket(10_000) == nil)
  }
}
