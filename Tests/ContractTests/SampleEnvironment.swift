import FunctionContract
import TestKit
import Testing

/// The environment that a sample's handler runs in: what its manifest declares, and nothing else.
enum SampleEnvironment {
  private static let settings = [
    "DASHBOARD_KEYS": "sample-dashboard-key",
    "EMAIL_PROVIDER": "sendgrid",
    "REKINDLE_ENVIRONMENT": "samples",
    "REKINDLE_LINK_HOSTS": "learn.example.org",
    "REKINDLE_POSTAL_ADDRESS": "1 Example Street, Pune",
    "REKINDLE_PUBLIC_URL": "https://rekindle.example.org",
    "REKINDLE_SEND_CONCURRENCY": "8",
    "REKINDLE_SENDER_NAME": "Example Academy",
    "REKINDLE_SIGNING_KEYS": "k1:AAECAwQFBgcICQoLDA0ODxAREhMUFRYXGBkaGxwdHh8",
    "REKINDLE_SUPPORT_EMAIL": "help@example.org",
    "REKINDLE_TIME_ZONE": "Asia/Kolkata",
    "REKINDLE_WEBHOOK_URL": "https://rekindle.example.org/webhooks",
    "SENDGRID_API_KEY": "sample-key",
    "SENDGRID_BASE_URL": "http://127.0.0.1:9",
    "SENDGRID_FROM_EMAIL": "reminders@example.org",
    "SENDGRID_FROM_NAME": "Example Academy",
    "SENDGRID_WEBHOOK_PUBLIC_KEY":
      "MFkwEwYHKoZIzj0DAQcDQgAE83T4O/n84iotIvIW4mdBgQ/7dAfSmpqIM8kF9mN1flpVKS3GRqe62gw+2fNNRaINXvVpiglSI8eNEc6wEA3F+g==",
    "SMTP_PASSWORD": "sample-password",
    "SMTP_URL": "smtp://127.0.0.1:9",
    "SMTP_USERNAME": "sample-user",
    "TWILIO_ACCOUNT_SID": "AC00000000000000000000000000000000",
    "TWILIO_AUTH_TOKEN": "sample-token",
    "TWILIO_BASE_URL": "http://127.0.0.1:9",
    "TWILIO_FROM_NUMBER": "+15005550006",
  ]

  /// A setting that the manifest declares and the table above lacks is a fault of the samples.
  static func of(_ manifest: Manifest, _ database: TestDatabase) throws -> [String: String] {
    var environment = ["REKINDLE_CLOCK": "event", "DATABASE_URL": database.url(role: manifest.databaseRole)]
    for name in manifest.environment.all where name != "DATABASE_URL" {
      environment[name] = try #require(settings[name], "SampleEnvironment has no value for \(name)")
    }
    return environment
  }
}
