import Channels
import Domain
import Testing

/// One rule for every channel: `<CHANNEL>_PROVIDER` names the provider, and the only one needs no name.
@Suite struct ProviderChoiceTests {
  static let email: [any Provider<EmailMessage>.Type] = [SendGrid.self, SMTP.self]
  static let sms: [any Provider<TextMessage>.Type] = [Twilio.self]

  static let settings = [
    "SENDGRID_API_KEY": "SG.key", "SMTP_URL": "smtps://mail.example",
    "TWILIO_ACCOUNT_SID": "AC" + String(repeating: "a", count: 32), "TWILIO_AUTH_TOKEN": "secret",
    "TWILIO_FROM_NUMBER": "+15005550006", "REKINDLE_WEBHOOK_URL": "https://hooks.example.com/webhooks",
  ]

  @Test(arguments: ["sendgrid", "smtp"])
  func aProviderIsChosenByItsName(name: String) throws {
    let settings = Settings(Self.settings.merging(["EMAIL_PROVIDER": name]) { $1 })
    #expect(type(of: try settings.provider(of: .email, among: Self.email)).name == name)
  }

  @Test(arguments: ["", "postmark", "SendGrid"])
  func whereThereAreSeveralOneOfThemMustBeNamed(name: String) {
    let settings = Settings(Self.settings.merging(["EMAIL_PROVIDER": name]) { $1 })
    let error = #expect(throws: ProviderSettingError.self) { try settings.provider(of: .email, among: Self.email) }
    #expect(error?.description == "EMAIL_PROVIDER: write sendgrid or smtp")
  }

  @Test func theOnlyProviderNeedsNoName() throws {
    #expect(type(of: try Settings(Self.settings).provider(of: .sms, among: Self.sms)).name == "twilio")
    let named = Settings(Self.settings.merging(["SMS_PROVIDER": "vonage"]) { $1 })
    let error = #expect(throws: ProviderSettingError.self) { try named.provider(of: .sms, among: Self.sms) }
    #expect(error?.description == "SMS_PROVIDER: write twilio")
  }

  @Test(arguments: ["TWILIO_ACCOUNT_SID", "TWILIO_AUTH_TOKEN", "TWILIO_FROM_NUMBER", "REKINDLE_WEBHOOK_URL"])
  func aSettingThatAProviderLacksIsNamed(name: String) {
    let settings = Settings(Self.settings.filter { $0.key != name })
    let error = #expect(throws: ProviderSettingError.self) { try settings.provider(of: .sms, among: Self.sms) }
    #expect(error?.setting == name)
  }
}
