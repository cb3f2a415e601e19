import JSON
import TestKit
import Testing

/// Where the replies to a sent mail go.
@Suite(.database, .timeLimit(.minutes(20)))
struct ReplyToTests {
  @Test(arguments: [ScriptedProvider.Manner.sendGrid, .smtp], ["help@school.example", nil])
  func aMailThatLeftNamesTheAddressForRepliesWhereThereIsOne(
    manner: ScriptedProvider.Manner, address: String?
  ) throws {
    let school = try School()
    let provider = try ScriptedProvider(manner)
    var settings = DoubtTests.settings(manner, provider)
    settings["REKINDLE_REPLY_TO"] = address
    try school.admit(1...2, lastSeen: "2026-11-15T09:00:00Z")
    try school.detect(at: "2026-11-20T08:00:00Z")
    for announcement in try school.tick(at: "2026-11-20T10:00:00Z") {
      try school.send(announcement, settings: settings)
    }
    let mails = try provider.taken()
    #expect(mails.count == 2)
    for mail in mails {
      let found = manner == .smtp ? mail.content["Reply-To"] : mail.content["reply_to"]?["email"]
      #expect(found?.string == address)
      #expect(manner == .smtp || (mail.content["reply_to"] == nil) == (address == nil))
    }
  }
}
