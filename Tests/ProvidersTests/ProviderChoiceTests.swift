import Channels
import Domain
import Testing

/// One rule for every channel: `<CHANNEL>_PROVIDER` names the provider, and the only one needs no name; another that is
/// named takes over from it.
@Suite struct ProviderChoiceTests {
  static let email: [any Provider<EmailMessage>.Type] = [SendGrid.self, SMTP.self]
  static let sms: [any Provider<TextMessage>.Type] = [Twilio.self]

  static let settings = [
    "SENDGRID_API_KEY": "SG.key", "SMTP_URL": "smtps://mail.example",
    "TWILIO_ACCOUNT_SID": "AC" + String(repeating: "a", count: 32), "TWILIO_AUTH_TOKEN": "secret",
    "TWILIO_FROM_NUMBER": "+15005550006", "REKINDLE_WEBHOOK_URL": "https://hooks.example.com/webhooks",
  ]

  private func names<Message>(_ providers: [any Provider<Message>]) -> [String] {
    providers.map { type(of: $0).name }
  }

  @Test func whatCarriedTextsBeforeThereWasAChoiceNeedsNoNameEither() throws {
    let sms: [any Provider<TextMessage>.Type] = [SNS.self, Twilio.self]
    #expect(try names(Settings(Self.settings).providers(of: .sms, among: sms, usual: "twilio")) == ["twilio"])
  }

  @Test func theOneThatTakesOverStandsBehindTheOneThatIsChosenAndIsAnother() throws {
    let chosen = Self.settings.merging(["EMAIL_PROVIDER": "smtp", "EMAIL_PROVIDER_FALLBACK": "sendgrid"]) { $1 }
    #expect(try names(Settings(chosen).providers(of: .email, among: Self.email)) == ["smtp", "sendgrid"])
    for (name, reason) in [
      ("smtp", "name another provider than EMAIL_PROVIDER does"), ("ses", "write sendgrid or smtp"),
    ] {
      let settings = Settings(chosen.merging(["EMAIL_PROVIDER_FALLBACK": name]) { $1 })
      let error = #expect(throws: ProviderSettingError.self) { try settings.providers(of: .email, among: Self.email) }
      #expect(error?.description == "EMAIL_PROVIDER_FALLBACK: \(reason)")
    }
    let without = Settings(chosen.filter { $0.key != "SENDGRID_API_KEY" })
    let error = #expect(throws: ProviderSettingError.self) { try without.providers(of: .email, among: Self.email) }
    #expect(error?.setting == "SENDGRID_API_KEY")
  }

  @Test(arguments: ["sendgrid", "smtp"])
  func aProviderIsChosenByItsName(name: String) throws {
    let settings = Settings(Self.settings.merging(["EMAIL_PROVIDER": name]) { $1 })
    #expect(try names(settings.providers(of: .email, among: Self.email)) == [name])
  }

  @Test(arguments: ["", "postmark", "SendGrid"])
  func whereThereAreSeveralOneOfThemMustBeNamed(name: String) {
    let settings = Settings(Self.settings.merging(["EMAIL_PROVIDER": name]) { $1 })
    let error = #expect(throws: ProviderSettingError.self) { try settings.providers(of: .email, among: Self.email) }
    #expect(error?.description == "EMAIL_PROVIDER: write sendgrid or smtp")
  }

  @Test func theOnlyProviderNeedsNoName() throws {
    #expect(try names(Settings(Self.settings).providers(of: .sms, among: Self.sms)) == ["twilio"])
    let named = Settings(Self.settings.merging(["SMS_PROVIDER": "vonage"]) { $1 })
    let error = #expect(throws: ProviderSettingError.self) { try named.providers(of: .sms, among: Self.sms) }
    #expect(error?.description == "SMS_PROVIDER: write twilio")
  }

  @Test(arguments: ["TWILIO_ACCOUNT_SID", "TWILIO_AUTH_TOKEN", "TWILIO_FROM_NUMBER", "REKINDLE_WEBHOOK_URL"])
  func aSettingThatAProviderLacksIsNamed(name: String) {
    let settings = Settings(Self.settings.filter { $0.key != name })
    let error = #expect(throws: ProviderSettingError.self) { try settings.providers(of: .sms, among: Self.sms) }
    #expect(error?.setting == name)
  }
}
