import Channels
import Domain
import JSON
import Testing

/// What a message on Discord is as requests, and what its answers mean.
@Suite struct DiscordTests {
  private func answer(_ status: Int, _ body: String = "", _ headers: String = "") -> Observation {
    .answered(Observation.Answer(status: status, headers: Array(headers.utf8), body: Array(body.utf8)))
  }

  private func error(_ code: Int) -> String { #"{"code": \#(code), "message": "no 80351110224678912"}"# }

  private func call(_ exchange: Exchange) throws -> (path: String, body: JSON, headers: [HTTPCall.Header]) {
    guard case .http(let call) = exchange.request else { throw Over() }
    return (
      String(call.url.text.dropFirst("https://discord.com/api/v10".count)), try JSON.parse(call.body), call.headers
    )
  }

  private struct Over: Error {}

  private func next(_ exchange: Exchange, _ observation: Observation) throws -> (Exchange, otherwise: SendOutcome) {
    guard case .next(let next, let otherwise) = exchange.read(observation, Samples.now) else { throw Over() }
    return (next, otherwise)
  }

  private func end(_ exchange: Exchange, _ observation: Observation) throws -> SendOutcome {
    guard case .over(let outcome) = exchange.read(observation, Samples.now) else { throw Over() }
    return outcome
  }

  /// The exchange that posts to a person whose channel was just opened.
  private func posting() throws -> Exchange {
    let opening = try Samples.discord().exchange(for: Samples.discord(), now: Samples.now)
    return try next(opening, answer(200, #"{"id": "319674150115610528", "type": 1}"#)).0
  }

  private func groupPosting() throws -> Exchange {
    try Samples.discord().exchange(for: Samples.discord(to: "#381870553235193857"), now: Samples.now)
  }

  @Test func aMessageToAPersonOpensTheirChannelAndIsPostedIntoIt() throws {
    let opening = try Samples.discord().exchange(for: Samples.discord(), now: Samples.now)
    #expect(opening.limit == "discord/dm")
    let first = try call(opening)
    #expect(first.path == "/users/@me/channels" && first.body == ["recipient_id": "80351110224678912"])
    #expect(first.headers.contains(.init("Authorization", "Bot token")))
    #expect(first.headers.contains { $0.name == "User-Agent" && $0.value.hasPrefix("DiscordBot (https://") })
    let posting = try posting()
    #expect(posting.limit == "discord/dm")
    let second = try call(posting)
    #expect(second.path == "/channels/319674150115610528/messages")
    #expect(second.body["content"] == "Hello **Maya**" && second.body["allowed_mentions"] == ["parse": []])
    #expect(second.body["enforce_nonce"] == true && second.body["flags"] == nil)
    let nonce = try #require(second.body["nonce"]?.string)
    #expect(nonce.hasPrefix("42-") && nonce.count <= 25)
    #expect(
      try end(posting, answer(200, #"{"id": "334385199974967042"}"#))
        == .accepted(providerMessageID: "334385199974967042"))
    #expect(posting.news(answer(200, #"{"id": "334385199974967042"}"#), Samples.now) == [.room("319674150115610528")])
  }

  @Test func aGroupsChannelIsPostedIntoAtOnceAndHasALimitOfItsOwn() throws {
    let posting = try groupPosting()
    #expect(try call(posting).path == "/channels/381870553235193857/messages")
    #expect(posting.limit == "discord/381870553235193857")
    #expect(posting.news(answer(200, #"{"id": "1"}"#), Samples.now) == [])
  }

  @Test func theLongestNonceFits() throws {
    let message = try DiscordMessage(
      correlation: Correlation(deliveryID: .max, environment: "an-environment-of-32-characters-"),
      to: try #require(DiscordAddress("#381870553235193857")), content: "x")
    let body = try call(try Samples.discord().exchange(for: message, now: Samples.now)).body
    #expect(try #require(body["nonce"]?.string).count <= 25)
  }

  @Test func mentionsAndFlagsAreSentWhereTheMessageHasThem() throws {
    let message = try Samples.discord(room: "319674150115610528", mentions: [.everyone], isQuiet: true)
    let body = try call(try Samples.discord().exchange(for: message, now: Samples.now)).body
    #expect(body["allowed_mentions"] == ["parse": ["everyone"]] && body["flags"] == .integer(4 + 4096))
  }

  @Test func aKeptChannelThatIsGoneIsOpenedAnew() throws {
    let kept = try Samples.discord().exchange(for: Samples.discord(room: "319674150115610528"), now: Samples.now)
    #expect(try call(kept).path == "/channels/319674150115610528/messages")
    for code in [10003, 50001] {
      #expect(try call(next(kept, answer(404, error(code))).0).path == "/users/@me/channels")
    }
    #expect(throws: Over.self) { try next(kept, answer(403, error(50007))) }
  }

  @Test(arguments: [
    (50007, FailureEffect.deadAddress, FailureEffect.deadAddress), (50278, .deadAddress, .deadAddress),
    (10013, .deadAddress, .deadAddress), (10003, .none, .deadAddress), (10004, .none, .deadAddress),
    (50001, .tripsBreaker, .none), (50013, .tripsBreaker, .none), (50035, .none, .none), (20009, .none, .none),
    (200000, .none, .none), (40001, .tripsBreaker, .tripsBreaker), (40333, .tripsBreaker, .tripsBreaker),
  ])
  func theCodeSaysWhatARefusalMeans(code: Int, toAPerson: FailureEffect, toAGroup: FailureEffect) throws {
    #expect(
      try end(posting(), answer(403, error(code)))
        == .failed(code: "discord_\(code)", effect: toAPerson, detail: "no …"))
    #expect(
      try end(groupPosting(), answer(403, error(code)))
        == .failed(code: "discord_\(code)", effect: toAGroup, detail: "no …"))
  }

  @Test(arguments: [20016, 20028, 20029, 40003, 130000])
  func whatPassesIsTriedAgain(code: Int) throws {
    #expect(try end(posting(), answer(400, error(code))) == .rejected(retryAfter: nil, code: "discord_\(code)"))
  }

  @Test func aTokenThatIsWrongStopsTheChannel() throws {
    let body = #"{"message": "401: Unauthorized", "code": 0}"#
    #expect(try end(groupPosting(), answer(401, body)) == .failed(code: "http_401", effect: .tripsBreaker, detail: nil))
  }

  @Test func tooManyRequestsPauseWhatTheyAreAbout() throws {
    let body = #"{"message": "You are being rate limited.", "retry_after": 1.25, "global": false}"#
    let opening = try Samples.discord().exchange(for: Samples.discord(), now: Samples.now)
    let wait = Instant.Span(microseconds: 1_250_000)
    let refused = answer(429, body, "Retry-After: 2\r\nX-RateLimit-Scope: user\r\n")
    #expect(try end(opening, refused) == .rejected(retryAfter: wait, code: "http_429"))
    #expect(opening.news(refused, Samples.now) == [.pause(limit: "discord/dm", wait: wait)])
    #expect(try groupPosting().news(refused, Samples.now) == [.pause(limit: "discord/381870553235193857", wait: wait)])
    #expect(try posting().news(refused, Samples.now) == [], "nobody else writes into a person's channel")
    let global = answer(429, #"{"message": "", "retry_after": 64.57, "global": true}"#)
    let long = Instant.Span(microseconds: 64_570_000)
    #expect(try posting().news(global, Samples.now) == [.pause(limit: "discord", wait: long)])
    let edge = answer(429, "error code: 1015", "Retry-After: 30\r\n")
    #expect(try groupPosting().news(edge, Samples.now) == [.pause(limit: "discord", wait: .seconds(30))])
  }

  @Test func theLastRequestOfAWindowPausesTheNext() throws {
    let last = answer(
      200, #"{"id": "1"}"#, "X-RateLimit-Remaining: 0\r\nX-RateLimit-Reset-After: 0.5\r\nX-RateLimit-Bucket: abcd\r\n")
    let wait = Instant.Span(microseconds: 500_000)
    #expect(try groupPosting().news(last, Samples.now) == [.pause(limit: "discord/381870553235193857", wait: wait)])
    let more = answer(200, #"{"id": "1"}"#, "X-RateLimit-Remaining: 1\r\nX-RateLimit-Reset-After: 0.5\r\n")
    #expect(try groupPosting().news(more, Samples.now) == [])
  }

  @Test(arguments: [Observation.interrupted(.timeout), .interrupted(.reset), .answered(.init(status: 502))])
  func aMessageThatMayHaveBeenTakenIsAskedForAgainWithTheSameNonceAndThenLeftInDoubt(lost: Observation) throws {
    let first = try posting()
    let (second, otherwise) = try next(first, lost)
    guard case .ambiguous = otherwise else { throw Over() }
    #expect(second.request == first.request)
    #expect(try end(second, answer(200, #"{"id": "7"}"#)) == .accepted(providerMessageID: "7"))
    let third = try next(second, lost).0
    guard case .ambiguous = try end(third, lost) else { throw Over() }
    #expect(try end(second, .tooLate) == .ambiguous(code: "repetition_too_late"))
    #expect(try end(second, answer(429, "{}")) == .ambiguous(code: "http_429"), "the first may have been taken")
    #expect(try end(first, .tooLate) == .notAttempted)
  }

  @Test func whatIsLostBeforeTheChannelIsOpenWasNotTaken() throws {
    let opening = try Samples.discord().exchange(for: Samples.discord(), now: Samples.now)
    #expect(try end(opening, .interrupted(.timeout)) == .rejected(retryAfter: nil, code: "timeout"))
    #expect(try end(opening, answer(500)) == .rejected(retryAfter: nil, code: "http_500"))
    #expect(try end(opening, answer(200, "{}")) == .rejected(retryAfter: nil, code: "discord_no_channel"))
  }

  @Test(arguments: ["", "maya", "12345", "#", "080351110224678912", "99999999999999999999", "<@80351110224678912>"])
  func whatIsNoIdOfDiscordsIsNoAddress(text: String) {
    #expect(DiscordAddress(text) == nil)
  }

  @Test func aMessageHasWordsAndAtMostTwoThousandCharacters() throws {
    #expect(throws: MessageError.empty("message")) { try Samples.discord(content: " \n") }
    #expect(throws: MessageError.tooLong("message", limit: 2000)) {
      try Samples.discord(content: String(repeating: "x", count: 2001))
    }
  }
}
