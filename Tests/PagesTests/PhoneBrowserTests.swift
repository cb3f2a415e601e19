import Foundation
import JSON
import TestKit
import Testing

/// The preference page in a real browser of a telephone's width, over the built handler.
@Suite(
  .database, .timeLimit(.minutes(20)),
  .enabled(if: Browser.isAvailable, "\(Browser.reason)"))
struct PhoneBrowserTests {
  /// Holds.
  @Test func someoneAgreesToWhatsAppWithAThumb() throws {
    let database = try Ledger.database()
    try database.run(
      """
      alter table rekindle.campaign_versions disable trigger all;
      update rekindle.campaign_versions set definition = jsonb_set(definition, '{steps,1,channels}', '["sms", "whatsapp"]')
      """)
    let environment = Site.environment(database, role: "rekindle_unsubscribe", ["REKINDLE_CLOCK": "event"])
    let seen = try Browser.drive(
      "PagesTests/preferences.py",
      [
        Spawn(built: "unsubscribe").program, "/preferences/\(try Site.token(1))", "whatsapp",
        JSON.object(environment.mapValues(JSON.string)).text,
      ])
    let isWithin = seen["width"] == 390 && (seen["scroll"]?.integer ?? .max) <= 390
    #expect(isWithin, "nothing stands beyond the edge: \(seen.text)")
    #expect((seen["height"]?.double ?? 0) >= 44, "what is touched is as high as a thumb: \(seen.text)")
    #expect(seen["before"] == false && seen["after"] == true && seen["saved"] == "Your choices are saved.")
    let words = seen["words"]?.string ?? ""
    #expect(words.hasPrefix("Yes, Academy may write to me on WhatsApp"))
    #expect(
      try database.rows("select is_granted, source, words from rekindle.consents") == [["t", "user_settings", words]])
    #expect(seen["complaints"] == [], "\(seen.text)")
  }
}
