import Channels
import Domain
import Rendering
import Sending
import Testing

/// Whether a message was skipped for what the learner's data lacks or for what we wrote.
struct UnsendableTests {
  @Test(arguments: [
    (RenderingError.missing(variable: "x"), Reason.missingVariable),
    (.unprintable(variable: "x"), .brokenTemplate), (.unreadable, .brokenTemplate),
    (.tooManySegments(count: 3, allowed: 2), .tooLong), (.tooLarge, .tooLong), (.refusedLink(.scheme), .refusedLink),
  ])
  func aTextIsBlamedForWhatNoLearnersDataCouldMend(error: RenderingError, reason: Reason) {
    #expect(Unsendable(error).reason == reason)
  }

  @Test func theDetailNamesWhatTheReasonIsAboutAndNoValue() {
    #expect(Unsendable(RenderingError.missing(variable: "first_name")).detail == "first_name")
    #expect(Unsendable(RenderingError.refusedLink(.unlisted(host: "x.example"))).detail?.contains("x.example") == true)
    #expect(Unsendable(RenderingError.tooManySegments(count: 3, allowed: 2)).detail?.contains("3") == true)
  }

  @Test func aMessageThatNoProviderCouldCarryHasItsOwnReason() {
    #expect(Unsendable(MessageError.empty("subject")).reason == .brokenTemplate)
    #expect(Unsendable(MessageError.tooLong("subject", limit: 900)).reason == .tooLong)
    #expect(Unsendable(MessageError.controlCharacter("subject")).reason == .refusedHeader)
    #expect(Reason.brokenTemplate.rawValue == "broken_template")
  }
}
