/// The providers whose callbacks are understood.
public enum CallbackReaders {
  /// Every reader, in order of providers' names.
  public static var all: [any CallbackReader.Type] {
    [InteraktWebhook.self, MetaWebhook.self, SendGridWebhook.self, SESWebhook.self, TwilioWebhook.self]
  }
}
