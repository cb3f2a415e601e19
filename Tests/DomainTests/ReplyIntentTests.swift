import Domain
import Testing

@Suite struct ReplyIntentTests {
  @Test func courtesyWithoutEndIsReadInProportionToItsLength() {
    let reply = String(repeating: "hi hello ", count: 30_000) + "stop"
    var intent = ReplyIntent.other
    let time = ContinuousClock().measure { intent = ReplyIntent(of: reply) }
    #expect(intent == .stop)
    #expect(time < .seconds(20))
  }
}
