import Channels
import Domain
import FunctionContract
import Store
import TestKit
import Testing

/// The page on which everything is turned off and on again.
extension UnsubscribeTests {
  /// The ticks of the preference page at these channels.
  func channels(_ isTicked: (Channel) -> Bool) -> String {
    Channel.allCases.filter(isTicked).map { "\($0.rawValue)=on" }.joined(separator: "&")
  }

  @Test func preferencesTurnTopicsAndChannelsOffAndOnAgainREQ465() throws {
    let path = "/preferences/\(try Site.token(1))"
    let off = try answer("POST", path, form: "save=1&topic=on&all=on&\(channels { $0 != .sms })")
    #expect(off.text.contains("Your choices are saved."))
    #expect(
      try Ledger.nos(database) == ["1 all subject course1 opt_out user_settings", "1 sms all opt_out user_settings"])
    #expect(try database.value("select status from rekindle.message_deliveries where id = 4") == "skipped")
    #expect(try database.value("select status from rekindle.message_deliveries where id = 3") == "scheduled")
    let page = try answer("GET", path).text
    #expect(page.contains("name=\"sms\" value=\"on\"><span>"))
    #expect(page.contains("name=\"email\" value=\"on\" checked><span>"))
    _ = try answer(
      "POST", path, form: "save=1&subject=on&topic=on&all=on&\(channels { _ in true })")
    #expect(try Ledger.nos(database).isEmpty)
  }

  @Test func onlyChannelsThatAreWrittenOnAreOfferedAndThoseThatAreOff() throws {
    let path = "/preferences/\(try Site.token(1))"
    let page = try answer("GET", path).text
    let offered = { (page: String) in
      Set(Channel.allCases.filter { page.contains("type=\"checkbox\" name=\"\($0.rawValue)\"") })
    }
    #expect(offered(page) == [.email, .sms])
    try database.run(
      """
      insert into rekindle.suppressions (user_id, channel, scope, reason, source, opt_outs, created_at)
      values (1, 'whatsapp', 'all', 'opt_out', 'user_settings', 1, '2026-11-01')
      """)
    #expect(try offered(answer("GET", path).text) == [.email, .sms, .whatsapp])
    _ = try answer("POST", path, form: "save=1&subject=on&topic=on&all=on&email=on&sms=on")
    #expect(try Ledger.nos(database) == ["1 whatsapp all opt_out user_settings"], "what is not shown is not changed")
  }
}
