/// What a file of copy can say of one message.
enum CopyKey: String, CaseIterable {
  case emailSubject = "email_subject"
  case emailBody = "email_body"
  case discord
  case discordChannel = "discord_channel"
  case calendarTitle = "calendar_title"
  case calendarDescription = "calendar_description"
}
