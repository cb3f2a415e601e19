import Testing

@testable import Domain

@Suite("Retries and buckets")
struct RetryAndBucketTests {
  @Test(
    "Waits grow by the campaign's policy, and the provider's own wish wins up to an hour (X-104)",
    arguments: [
      (1, nil, 60), (2, nil, 120), (3, nil, 240), (4, nil, nil), (0, nil, nil), (1, 7, 7), (3, 900, 900),
      (1, 100_000, 3600), (1, -5, 0), (4, 7, nil),
    ] as [(Int, Int?, Int?)])
  func waits(attempts: Int, retryAfter: Int?, seconds: Int?) {
    let wait = RetryPolicy.standard.wait(
      afterAttempts: attempts, retryAfter: retryAfter.map { .seconds($0) }, jitter: 0)
    #expect(wait == seconds.map { .seconds($0) })
  }

  @Test("Jitter adds up to a tenth, whatever number it is given", arguments: [-1, 0, 0.5, 1, 7, .nan, .infinity])
  func jitter(share: Double) throws {
    let wait = try #require(RetryPolicy.standard.wait(afterAttempts: 3, jitter: share))
    #expect(wait >= .seconds(240) && wait <= .seconds(264))
    #expect(RetryPolicy.standard.wait(afterAttempts: 3, jitter: 1) == .seconds(264))
  }

  @Test("Whoever is in at 5 % is in at 50 % and at 100 %, and shares are exact")
  func shares() throws {
    let buckets = (0..<Bucket.count).compactMap(Bucket.init)
    for (smaller, larger) in [(500, 5000), (5000, 10_000)] {
      #expect(buckets.allSatisfy { !$0.isIn(share: smaller) || $0.isIn(share: larger) })
    }
    #expect(buckets.count { $0.isIn(share: 500) } == 500)
    #expect(!buckets.contains { $0.isIn(share: 0) })
    #expect(Bucket(-1) == nil && Bucket(10_000) == nil)
  }
}
