/// What each setting of the handlers means, for those who fill in `settings.env.example`.
enum SettingText {
  /// The meaning by the setting's name, with an example where one helps; a manifest may declare none without it.
  static let all = [
    "DISCORD_BASE_URL": "another address of Discord's API",
    "DISCORD_PROVIDER": "which provider carries messages on Discord: discord (the only one)",
    "EMAIL_PROVIDER": "which provider carries emails and invitations: sendgrid, ses, or smtp for any mail server",
    "EMAIL_PROVIDER_FALLBACK": "which provider takes over while that one refuses us",
    "INTERAKT_BASE_URL": "another address of Interakt's API",
    "META_API_VERSION": "the version of Meta's Graph API (v23.0)",
    "META_BASE_URL": "another address of Meta's Graph API",
    "META_PHONE_NUMBER_ID":
      "the id of the WhatsApp number, 15 digits, from Meta's app dashboard; not the number itself",
    "REKINDLE_ALERT_EMAILS":
      "who is told when a guardrail is crossed, and gets the weekly review: addresses with commas between, such as ops@school.example",
    "REKINDLE_CALENDAR_REPLY_TO":
      "where answers to invitations are taken, such as calendar@replies.school.example; its mail must come to calendar-replies",
    "REKINDLE_CA_FILE":
      "the authorities, in PEM, that providers must be vouched for by: for a mail server with one of its own (the system's)",
    "REKINDLE_ENVIRONMENT":
      "this installation's name, such as production: callbacks of another installation are left alone",
    "REKINDLE_FROM_EMAIL":
      "the address that emails come from, such as courses@school.example: its domain must be yours",
    "REKINDLE_FROM_NAME": "the name beside that address, such as Example School",
    "REKINDLE_JOURNAL_FOLDER":
      "a folder that outlives the process: of a killed sender the next one learns from it what was answered",
    "REKINDLE_LINK_HOSTS":
      "the hosts that links in messages may lead to, with commas between: learn.school.example,www.school.example",
    "REKINDLE_ONLY_TO":
      "for a staging installation: the only addresses it writes to, such as qa@school.example,@test.example,+15005550006",
    "REKINDLE_PAYMENT_RETRIES":
      "how often the host is asked at most to try a failed payment again, from 0 to 20 (3)",
    "REKINDLE_POSTAL_ADDRESS": "your postal address, which stands in every email's footer: the law asks for one",
    "REKINDLE_PUBLIC_URL":
      "where learners reach the pages behind links and opt-outs, such as https://mail.school.example",
    "REKINDLE_REPLY_TO":
      "where replies to emails go, such as courses@school.example; else to the address they come from",
    "REKINDLE_SENDER_NAME": "who writes, as footers and text messages say it: Example School",
    "REKINDLE_LETTER_WINDOW": "hours ahead in which what is due for a learner stands in one letter, 0 for none (24)",
    "REKINDLE_SEND_CONCURRENCY": "requests to the provider at once in one process, from 1 to 1000 (256)",
    "REKINDLE_SUPPORT_EMAIL": "where learners get help, such as help@school.example; in the footer",
    "REKINDLE_SUPPORT_PHONE":
      "the number that learners may call, such as +44 1632 960142; in the last email of a sequence",
    "REKINDLE_TIME_ZONE":
      "the zone of learners whose own is unknown, such as Europe/Berlin; migrate keeps it in the database (UTC)",
    "REKINDLE_WEBHOOK_URL":
      "where providers call back, such as https://mail.school.example/webhooks; Twilio signs this very address",
    "REKINDLE_XAPI_HOME_PAGE":
      "the home page of accounts in xAPI statements whose names are the learners' numbers, such as https://learn.school.example",
    "SENDGRID_BASE_URL": "another address of SendGrid's API, such as https://api.eu.sendgrid.com for the EU",
    "SENDGRID_WEBHOOK_PUBLIC_KEY": "the key that SendGrid shows under Event Webhook, Signature Verification",
    "SES_CONFIGURATION_SET": "the configuration set of Amazon SES whose events go to your SNS topic",
    "SES_TOPIC_ARN": "that topic, arn:aws:sns:…: callbacks of any other are refused",
    "SMS_PROVIDER": "which provider carries text messages: twilio (where nothing is named), or sns",
    "SMS_PROVIDER_FALLBACK": "which provider takes over while that one refuses us",
    "SMTP_URL": "the mail server, such as smtps://smtp.school.example:465; with EMAIL_PROVIDER=smtp",
    "SMTP_USERNAME": "the account there; its password is the secret SMTP_PASSWORD",
    "SNS_ENTITY_ID": "the id under which you are registered as a sender in India, where you are",
    "SNS_ORIGINATION_NUMBER": "the number of yours that Amazon SNS sends from, where you have several",
    "SNS_SENDER_ID": "the name that text messages over Amazon SNS come from, 3 to 11 letters and digits",
    "SNS_SMS_TYPE": "what Amazon SNS takes text messages for: Promotional, or Transactional (Promotional)",
    "STRIPE_MODE":
      "which of Stripe's payments are true here: live, or test for made-up ones; events of the other mode are kept aside (live)",
    "TWILIO_ACCOUNT_SID": "the account, AC and 32 digits, from Twilio's console",
    "TWILIO_BASE_URL": "another address of Twilio's API",
    "TWILIO_FROM_NUMBER":
      "who text messages come from: a number such as +15005550006, a messaging service MG…, or a short code",
    "TWILIO_WHATSAPP_FROM":
      "who WhatsApp messages over Twilio come from: a number such as +14155238886, or a messaging service MG…",
    "WHATSAPP_PROVIDER": "which provider carries WhatsApp messages: twilio-whatsapp, meta or interakt",
    "WHATSAPP_PROVIDER_FALLBACK":
      "which provider takes over while that one refuses us; it must have approved the templates too",
  ]
}
