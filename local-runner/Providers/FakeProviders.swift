/// The providers that the runner fakes; the first one of a channel is what handlers are configured with.
enum FakeProviders {
  static let all: [any FakeProvider] = [
    FakeSendGrid(), FakeSES(), FakeMeta(), FakeInterakt(), FakeTwilioWhatsApp(), FakeTwilio(), FakeSNS(),
    FakeDiscord(),
  ]
}
