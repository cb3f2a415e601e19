import Foundation
import JSON
import Store
import TestKit
import Testing

/// Every language beside ICU, as Chromium carries it: amounts, days, times and spans.
@Suite(.database, .enabled(if: Browser.isAvailable, "\(Browser.reason)"), .timeLimit(.minutes(20)))
struct LanguagePeerTests {
  private static let currencies = [
    "EUR", "USD", "GBP", "INR", "JPY", "KWD", "CHF", "AED", "PLN", "SEK", "BRL", "CAD", "AUD", "NZD", "SGD", "HKD",
    "ZAR",
    "NOK", "DKK", "CZK", "TRY", "MXN", "CNY", "KRW", "VND", "BHD", "ISK", "ILS", "THB", "PHP", "TWD", "XOF", "XAF",
  ]
  private static let amounts = [
    "0", "0.01", "1", "-1", "12.5", "-99.9", "999.99", "1000", "-1234.5", "9999", "10000", "99999.99", "100000",
    "-1234567.89", "12345678", "123456789.12",
  ]

  @Test func everyLanguageWritesAsICUDoes() throws {
    let test = try TestDatabase.current()
    let ours = try test.rows(
      """
      with languages as (
             select l.tag, row_number() over (order by l.tag) as place from rekindle.languages l),
           currencies as (
             select c.*, rekindle.minor_digits(c.code) as digits
               from unnest(string_to_array($1, ' ')) with ordinality c(code, place)),
           amounts as (select a.* from unnest(string_to_array($2, ' ')) with ordinality a(amount, place)),
           moments as (
             select m.at, row_number() over (order by m.at) as place
               from generate_series(timestamptz '2026-01-01 00:05Z', timestamptz '2026-12-31 23:00Z', '27:07') m(at)),
           counts as (select g as count from generate_series(1, 125) g)
      select jsonb_build_object(
               'locales', (select jsonb_agg(l.tag order by l.place) from languages l),
               'currencies', (select jsonb_agg(jsonb_build_array(c.code, c.digits) order by c.place) from currencies c),
               'amounts', (select jsonb_agg(a.amount order by a.place) from amounts a),
               'moments', (select jsonb_agg(to_char(m.at, 'YYYY-MM-DD"T"HH24:MI"Z"') order by m.place) from moments m),
               'counts', (select jsonb_agg(c.count order by c.count) from counts c)),
             (select jsonb_agg(rekindle.money(a.amount::numeric, c.code, l.tag) order by l.place, c.place, a.place)
                from languages l, currencies c, amounts a),
             (select jsonb_agg(d.text order by l.place, m.place, d.place)
                from languages l, moments m
               cross join lateral (values
                 (1, rekindle.day_text(m.at, 'Asia/Kolkata', l.tag)),
                 (2, rekindle.write_day((rekindle.language(l.tag)).weekday_day, (m.at at time zone 'Asia/Kolkata')::date,
                                        rekindle.language(l.tag))),
                 (3, rekindle.time_text(m.at, 'Asia/Kolkata', l.tag)),
                 (4, rekindle.month_day_text((m.at at time zone 'Asia/Kolkata')::date, l.tag))) d(place, text)),
             (select jsonb_agg(rekindle.counted(c.count, u.forms) order by l.place, u.place, c.count)
                from languages l, counts c
               cross join lateral (values
                 (1, (rekindle.language(l.tag)).hours), (2, (rekindle.language(l.tag)).minutes)) u(place, forms))
      """,
      .text(Self.currencies.joined(separator: " ")), .text(Self.amounts.joined(separator: " ")))[0].map { $0 ?? "null" }
    let theirs = try Browser.drive("StoreTests/icu.py", [ours[0]])
    try compare("money", JSON.parse(ours[1]), theirs, ofAtLeast: 11_000)
    try compare("days", JSON.parse(ours[2]), theirs, ofAtLeast: 20_000)
    try compare("spans", JSON.parse(ours[3]), theirs, ofAtLeast: 5_000)
  }

  /// Blanks that do not break are one to us, whatever their width: browsers print ICU's narrow ones as others.
  private func compare(_ kind: String, _ ours: JSON, _ theirs: JSON, ofAtLeast count: Int) throws {
    func texts(_ json: JSON) -> [String] { (json.array ?? []).map { plain($0.string ?? "") } }
    let written = texts(ours)
    let expected = texts(try #require(theirs[kind], "\(theirs.text.prefix(400))"))
    #expect(written.count == expected.count && written.count >= count, "\(kind): \(written.count)")
    let differences = zip(written, expected).filter { $0 != $1 }.map { "\($0) is \($1)" }
    #expect(differences.isEmpty, "\(kind): \(differences.count), such as \(differences.prefix(20))")
  }

  private func plain(_ text: String) -> String {
    text.replacingOccurrences(of: "\u{A0}", with: " ").replacingOccurrences(of: "\u{202F}", with: " ")
  }
}
