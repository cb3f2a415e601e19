import FunctionContract
import TestKit
import Testing

/// The environment that a sample's handler runs in: what its manifest declares, and nothing else.
enum SampleEnvironment {
  private static let settings = [
    "ADMIN_KEYS": "sample-admin-key",
    "AWS_ACCESS_KEY_ID": "sample-key",
    "AWS_CONTAINER_AUTHORIZATION_TOKEN": "sample-token",
    "AWS_CONTAINER_AUTHORIZATION_TOKEN_FILE": "/nonexistent",
    "AWS_CONTAINER_CREDENTIALS_FULL_URI": "http://127.0.0.1:9",
    "AWS_CONTAINER_CREDENTIALS_RELATIVE_URI": "/sample",
    "AWS_DEFAULT_REGION": "eu-central-1",
    "AWS_ENDPOINT_URL": "http://127.0.0.1:9",
    "AWS_REGION": "eu-central-1",
    "AWS_SECRET_ACCESS_KEY": "sample-secret",
    "AWS_SESSION_TOKEN": "sample-token",
    "DASHBOARD_KEYS": "sample-dashboard-key",
    "DISCORD_BASE_URL": "http://127.0.0.1:9",
    "DISCORD_BOT_TOKEN": "sample-token",
    "DISCORD_PROVIDER": "discord",
    "EMAIL_PROVIDER": "sendgrid",
    "EMAIL_PROVIDER_FALLBACK": "smtp",
    "INTERAKT_API_KEY": "c2FtcGxlOg==",
    "INTERAKT_BASE_URL": "http://127.0.0.1:9",
    "INTERAKT_WEBHOOK_SECRET": "sample-secret",
    "META_ACCESS_TOKEN": "sample-token",
    "META_API_VERSION": "v23.0",
    "META_BASE_URL": "http://127.0.0.1:9",
    "META_APP_SECRET": "sample-secret",
    "META_PHONE_NUMBER_ID": "106540352242922",
    "META_VERIFY_TOKEN": "sample-token",
    "REKINDLE_ALERT_EMAILS": "ops@example.org",
    "REKINDLE_ALERT_WEBHOOK_SECRET": "whsec_MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw",
    "REKINDLE_ALERT_WEBHOOK_URL": "http://127.0.0.1:9/alerts",
    "REKINDLE_MAIL_SECRETS": "sample-mail-secret-of-a-path",
    "NOTICES_KEYS": "sample-notices-key",
    "REKINDLE_CA_FILE": "/dev/null",
    "REKINDLE_ENVIRONMENT": "samples",
    "REKINDLE_EVENT_SECRETS": "lms:whsec_MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw",
    "REKINDLE_LINK_HOSTS": "learn.example.org",
    "REKINDLE_ONLY_TO": "@example.org,+915550100002",
    "REKINDLE_PAYMENT_RETRIES": "3",
    "REKINDLE_POSTAL_ADDRESS": "1 Example Street, Pune",
    "REKINDLE_PUBLIC_URL": "https://rekindle.example.org",
    "REKINDLE_CALENDAR_REPLY_TO": "calendar@replies.example.org",
    "REKINDLE_REPLY_TO": "courses@example.org",
    "REKINDLE_LETTER_WINDOW": "24",
    "REKINDLE_SEND_CONCURRENCY": "8",
    "REKINDLE_SENDER_NAME": "Example Academy",
    "REKINDLE_SIGNING_KEYS": "k1:AAECAwQFBgcICQoLDA0ODxAREhMUFRYXGBkaGxwdHh8",
    "REKINDLE_SUPPORT_EMAIL": "help@example.org",
    "REKINDLE_SUPPORT_PHONE": "+44 1632 960142",
    "REKINDLE_TIME_ZONE": "Asia/Kolkata",
    "REKINDLE_WEBHOOK_URL": "https://rekindle.example.org/webhooks",
    "REKINDLE_XAPI_HOME_PAGE": "https://learn.example.org",
    "REKINDLE_XAPI_KEYS": "sample:sample-secret-of-xapi",
    "SENDGRID_API_KEY": "sample-key",
    "SENDGRID_BASE_URL": "http://127.0.0.1:9",
    "REKINDLE_FROM_EMAIL": "reminders@example.org",
    "REKINDLE_FROM_NAME": "Example Academy",
    "REKINDLE_JOURNAL_FOLDER": "/tmp/rekindle-sample-journals",
    "SENDGRID_WEBHOOK_PUBLIC_KEY":
      "MFkwEwYHKoZIzj0CAQYIKoZIzj0DAQcDQgAEFcA5rZPv5HDJX5uoa+o3xPpr7UZJKqRDRSWdtAXv8yKjsFyrttsDnFr5+TtkyDOpWDnszsFi0xaGAcKmornkgA==",
    "SES_CONFIGURATION_SET": "reminders",
    "SES_TOPIC_ARN": "arn:aws:sns:eu-central-1:123456789012:ses-events",
    "SMTP_PASSWORD": "sample-password",
    "SMTP_URL": "smtp://127.0.0.1:9",
    "SMTP_USERNAME": "sample-user",
    "SMS_PROVIDER": "twilio",
    "SMS_PROVIDER_FALLBACK": "sns",
    "SNS_ENTITY_ID": "1101456324675322134",
    "SNS_ORIGINATION_NUMBER": "+15005550006",
    "SNS_SENDER_ID": "EXAMPLE",
    "SNS_SMS_TYPE": "Promotional",
    "STRIPE_MODE": "test",
    "STRIPE_WEBHOOK_SECRETS": "whsec_5f4dcc3b5aa765d61d8327deb882cf99",
    "TWILIO_ACCOUNT_SID": "AC00000000000000000000000000000000",
    "TWILIO_AUTH_TOKEN": "sample-token",
    "TWILIO_BASE_URL": "http://127.0.0.1:9",
    "TWILIO_FROM_NUMBER": "+15005550006",
    "TWILIO_SHARED_KEY_SECRET": "sample-secret",
    "TWILIO_WHATSAPP_FROM": "+14155238886",
    "WHATSAPP_PROVIDER": "meta",
    "WHATSAPP_PROVIDER_FALLBACK": "twilio-whatsapp",
  ]

  /// A setting that the manifest declares and the table above lacks is a fault of the samples.
  static func settings(of manifest: Manifest) throws -> [String: String] {
    var environment: [String: String] = [:]
    for name in manifest.environment.all + manifest.environment.inherited where name != "DATABASE_URL" {
      let value: String = try #require(settings[name], "SampleEnvironment has no value for \(name)")
      environment[name] = value
    }
    return environment
  }

  /// The whole environment of a handler that runs on `database` under its own role, at the event's time.
  static func of(_ manifest: Manifest, _ database: TestDatabase) throws -> [String: String] {
    let own = ["REKINDLE_CLOCK": "event", "DATABASE_URL": database.url(role: manifest.databaseRole)]
    return try own.merging(settings(of: manifest)) { own, _ in own }
  }
}
