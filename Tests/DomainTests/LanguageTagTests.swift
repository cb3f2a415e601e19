import Domain
import Testing

@Suite
struct LanguageTagTests {
  @Test(arguments: [
    ("de-DE", "de"), ("de-AT", "de-AT"), ("de_AT.UTF-8", "de-AT"), ("DE-at", "de-AT"), ("de-Latn-AT", "de"),
    ("de", "de"),
    ("pt-PT", nil), ("pt-BR", "pt-BR"), ("pt_BR@euro", "pt-BR"), ("zh-Hant-x-a", "zh-Hant"), ("zh-Hant-TW", "zh-Hant"),
    ("zh", nil), ("fr-FR", nil), ("", nil), (" de ", "de"), ("d", nil), ("deutsch", nil), ("*", nil), ("-", nil),
  ])
  func aReaderGetsTheClosestOfTheLanguages(locale: String, tag: String?) {
    #expect(LanguageTag.best(for: locale, among: ["de", "de-AT", "pt-BR", "zh-Hant"]) == tag)
  }

  @Test func whoHasNoLocaleHasNoChoice() {
    #expect(LanguageTag.best(for: nil, among: ["de"]) == nil)
    #expect(LanguageTag.best(for: "de", among: []) == nil)
  }

  @Test func aLocaleWithoutEndIsNotReadToItsEnd() {
    var tag: String?
    let locale = "de" + String(repeating: "-aa", count: 20_000)
    let time = ContinuousClock().measure { tag = LanguageTag.best(for: locale, among: ["de"]) }
    #expect(tag == "de")
    #expect(time < .seconds(2))
  }

  @Test(arguments: [
    ("de", "de"), ("DE", "de"), ("pt-br", "pt-BR"), ("zh-hant-tw", "zh-Hant-TW"), ("es-419", "es-419"), ("gsw", "gsw"),
    ("german", nil), ("d", nil), ("de_DE", nil), ("de-", nil), ("de-DE-1996", nil), ("", nil), ("de-D1", nil),
    ("../de", nil),
  ])
  func aTagIsWrittenInOneWay(text: String, tag: String?) { #expect(LanguageTag.canonical(text) == tag) }

  @Test func someLanguagesAreReadFromTheRight() {
    #expect(LanguageTag.isFromRight("ar-EG") && LanguageTag.isFromRight("he") && !LanguageTag.isFromRight("de"))
  }
}
