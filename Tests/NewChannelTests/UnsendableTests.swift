import Channels
import Domain
import Rendering
import Sending
import Testing

/// Whether a message was skipped for what the learner's data lacks or for what we wrote.
struct UnsendableTests {
  @Test(arguments: [
    (RenderingError.missing(variable: "x"), Reason.missingVariable),
    (.controlCharacter(variable: "x"), .missingVariable), (.unprintable(variable: "x"), .brokenTemplate),
    (.tooManySegments(count: 3, allowed: 2), .brokenTemplate), (.tooLarge, .brokenTemplate),
  ])
  func aTextIsBlamedForWhatNoLearnersDataCouldMend(error: RenderingError, reason: Reason) {
    #expect(Unsendable(error).reason == reason)
  }

  @Test func aMessageThatNoProviderCouldCarryIsOurMistake() {
    #expect(Unsendable(MessageError.empty("subject")).reason == .brokenTemplate)
    #expect(Reason.brokenTemplate.rawValue == "broken_template")
  }
}
