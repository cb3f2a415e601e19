import Store
import TestKit
import Testing

/// Amounts, days and times as languages write them, and languages by the names that platforms give them.
///
/// Holds X-83.
@Suite(.database) struct LanguageTests {
  @Test(arguments: [
    ("de", "de"), ("de-DE", "de"), ("de-AT", "de-at"), ("de_AT.UTF-8", "de-at"), ("de-Latn-DE-1996", "de"),
    ("DE", "de"),
    ("pt_BR", "pt"), ("en-gb", "en-gb"), ("en_IN@currency=INR", "en-in"), ("fr-FR", "fr"), ("gsw", "en"), ("", "en"),
    ("nonsense", "en"), ("d", "en"), ("-", "en"), ("日本語", "en"), (" hi-IN ", "hi"), ("zh-Hant-TW", "en"),
  ])
  func aLocaleIsLookedUpFromItsEnd(locale: String, tag: String) throws {
    let test = try TestDatabase.current()
    #expect(try test.value("select (rekindle.language($1)).tag", .text(locale)) == tag)
  }

  @Test func whoHasNoLocaleReadsEnglish() throws {
    let test = try TestDatabase.current()
    #expect(try test.value("select rekindle.money(149, 'usd', null)") == "$149.00")
    #expect(try test.value("select rekindle.day_text(date '2026-11-30', null)") == "30 November 2026")
    #expect(try test.value("select rekindle.money(null, 'EUR', 'de') || rekindle.money(1, null, 'de')") == nil)
    #expect(
      try test.value("select rekindle.day_text(null::date, 'de') || rekindle.moment_text(null, 'UTC', 'de')") == nil)
    #expect(try test.value("select rekindle.money(-0.001, 'EUR', 'de')") == "0,00\u{A0}€")
    #expect(try test.value("select rekindle.money(12.5, 'xyz', 'fr')") == "12,50\u{A0}XYZ")
  }

  @Test(arguments: [
    ("en", "Monday, 30 November 2026 at 21:05, Kolkata time", "on Monday 30 November", "2 hours 1 minute"),
    ("en-US", "Monday, November 30, 2026 at 9:05\u{A0}PM, Kolkata time", "on Monday, November 30", "2 hours 1 minute"),
    ("de", "Montag, 30. November 2026 um 21:05 Uhr, Ortszeit Kolkata", "am Montag, 30. November", "2 Stunden 1 Minute"),
    ("fr", "lundi 30 novembre 2026 à 21:05, heure de Kolkata", "le lundi 30 novembre", "2 heures 1 minute"),
    ("pl", "poniedziałek, 30 listopada 2026, 21:05, czas: Kolkata", "poniedziałek, 30 listopada", "2 godziny 1 minuta"),
    ("ja", "2026年11月30日月曜日 21:05（Kolkata時間）", "11月30日月曜日に", "2 時間 1 分"),
  ])
  func aMomentNamesItsDayItsTimeAndItsClock(locale: String, moment: String, day: String, span: String) throws {
    let test = try TestDatabase.current()
    let written = try test.rows(
      """
      select rekindle.moment_text('2026-11-30 15:35Z', 'Asia/Kolkata', $1),
             rekindle.day_in_words('2026-11-30', '2026-11-27', $1), rekindle.minutes_in_words(121, $1)
      """, .text(locale))
    #expect(written == [[moment, day, span]])
  }

  @Test(arguments: [
    ("en", "en-IN", "en-IN"), ("en-GB", "en_IN", "en_IN"), ("en", "de-DE", "en"), ("de", "DE-at", "DE-at"),
    ("de", "", "de"),
    ("de", "deutsch", "de"), ("de", nil, "de"),
  ])
  func numbersFollowTheTextsLanguage(language: String, reader: String?, locale: String) throws {
    let test = try TestDatabase.current()
    #expect(try test.value("select rekindle.locale($1, $2)", .text(language), .text(reader)) == locale)
  }

  @Test func aDayIsTheOneOfTheZone() throws {
    let test = try TestDatabase.current()
    #expect(try test.value("select rekindle.day_text('2026-11-30 20:00Z', 'Asia/Kolkata', 'de')") == "1. Dezember 2026")
    #expect(try test.value("select rekindle.day_in_words('2026-11-30', '2026-11-29', 'de')") == "morgen")
    #expect(try test.value("select rekindle.zone_in_words('Etc/GMT-5', '2026-11-30', 'de')") == "UTC+5:00")
  }

  @Test func theEnglishOfOlderCampaignsStays() throws {
    let test = try TestDatabase.current()
    #expect(try test.value("select rekindle.day_in_words('2026-11-30', '2026-11-27')") == "on Monday 30 November")
    #expect(try test.value("select rekindle.minutes_in_words(130)") == "2 hours 10 minutes")
    #expect(try test.value("select rekindle.minutes_in_words(61)") == "1 hour 1 minute")
    #expect(try test.value("select rekindle.minutes_in_words(0)") == nil)
    #expect(try test.value("select rekindle.zone_in_words('America/New_York', '2026-11-30')") == "New York time")
  }
}
