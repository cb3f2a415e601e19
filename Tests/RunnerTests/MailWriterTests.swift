import Channels
import FunctionContract
import FunctionShell
import Mail
import Testing

@testable import Sending

/// What an installation says about the addresses of its mail.
struct MailWriterTests {
  private func writer(replyTo: String?) throws(HandlerFailure) -> MailWriter {
    var settings = ["REKINDLE_FROM_EMAIL": "no-reply@school.example", "REKINDLE_POSTAL_ADDRESS": "1 Example Street"]
    settings["REKINDLE_REPLY_TO"] = replyTo
    return try MailWriter(Environment(settings))
  }

  @Test func repliesGoWhereTheInstallationSays() throws {
    #expect(try writer(replyTo: "courses@school.example").replyTo?.text == "courses@school.example")
    #expect(try writer(replyTo: nil).replyTo == nil)
  }

  @Test(arguments: [
    "courses", "a@school.example, b@school.example", "Courses <a@school.example>", "a@school.example\nBcc: x",
  ])
  func anAddressThatIsNoneEndsTheStartAndNamesTheSetting(_ text: String) {
    let failure = #expect(throws: HandlerFailure.self) { try writer(replyTo: text) }
    #expect(failure?.exitCode == .configuration && failure?.message.contains("REKINDLE_REPLY_TO") == true)
  }

  @Test(arguments: [
    ("qa@school.example", true), ("QA@School.Example", true), ("maya@test.example", true), ("+15005550006", true),
    ("maya@school.example", false), ("maya@nottest.example", false), ("test.example", false), ("+15005550007", false),
  ])
  func aListHoldsAddressesNumbersAndWholeDomains(_ address: String, _ isListed: Bool) throws {
    let list = try AllowedRecipients(" qa@school.example,@test.example, +15005550006 ")
    #expect(list.contains(address) == isListed)
  }
}
