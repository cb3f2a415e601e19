import Campaigns
import Foundation
import JSON
import Testing

/// Copy of one YAML file, brought into campaign folders.
@Suite struct CopyImportTests {
  private static let copy = """
    welcome:
      email_subject: "Welcome to the course!"
      email_body: |
        Hi {name},

        Thank you for signing up.
        Your next step: {profile_url}

        - fill in when you have time
        - we look for a group

        The team
      discord: |
        Hi {name}, welcome!
        Your hours, please: {profile_url}
    group_assigned:
      email_subject: "You're in {group_name}"
      email_body: |
        Hi {name}, your group is {group_name}: {member_names}.

        Say hello in {discord_channel_url}
      discord: "You are in **{group_name}**, {meeting_time}."
      calendar_title: "Study group: {group_name}"
      calendar_description: "With {member_names}"
    meeting_reminder_24h:
      email_subject: "Reminder: {group_name} tomorrow"
      email_body: |
        Hi {name}, you meet {meeting_time}.

        {lesson_list}

        Go on: {lesson_url}
      discord_channel: "You meet {meeting_date}."

    """

  /// A copy of the shipped campaigns, and the copy imported into it.
  private func imported(_ copy: String = copy) throws -> (folder: URL, changes: [String]) {
    let folder = FileManager.default.temporaryDirectory.appending(path: "copy-\(UUID().uuidString)")
    try FileManager.default.copyItem(at: Package.root.appending(path: "campaigns"), to: folder)
    let copy = try CopyImport(copy, path: "words/messages.yaml", into: folder.path)
    try copy.write()
    return (folder, copy.changes.map { String($0.path.dropFirst(folder.path.count + 1)) })
  }

  private func faults(_ copy: String) throws -> [String] {
    do throws(CampaignFaults) {
      _ = try CopyImport(copy, path: "words/messages.yaml", into: Package.root.appending(path: "campaigns").path)
      return []
    } catch {
      return error.diagnostics.map(\.description)
    }
  }

  /// Holds REQ-2-27, REQ-2-28, X-111.
  @Test func eachTextGoesToItsMessageAndWhatElseTheFileSaysStays() throws {
    let (folder, changes) = try imported()
    defer { try? FileManager.default.removeItem(at: folder) }
    #expect(
      changes == [
        "group-assigned/messages/group-assigned.calendar.md", "group-assigned/messages/group-assigned.discord.md",
        "group-assigned/messages/group-assigned.email.md", "meeting-reminder/messages/24h.discord.md",
        "meeting-reminder/messages/24h.email.md", "welcome/messages/welcome.discord.md",
        "welcome/messages/welcome.email.md",
      ])
    let read = { (path: String) in try String(contentsOf: folder.appending(path: path), encoding: .utf8) }
    let welcome = try read("welcome/messages/welcome.email.md")
    #expect(welcome.hasPrefix("---\nsubject: \"Welcome to the course!\"\npreheader: \"One short form"), "\(welcome)")
    #expect(welcome.contains("button: {") && welcome.contains("Your next step: [profile]({{profile_url}})"))
    #expect(welcome.contains("Thank you for signing up.\\\nYour"), "lines stay lines")
    let post = try read("meeting-reminder/messages/24h.discord.md")
    #expect(post.contains("to: \"group\"") && post.contains("You meet {{meeting_date}}."))
    let reminder = try read("meeting-reminder/messages/24h.email.md")
    #expect(reminder.contains("{{#lesson_list}}\n- {{.}}\n{{/lesson_list}}"))
    #expect(reminder.contains("{{#lesson_url}}\nGo on: [lesson]({{lesson_url}})\n{{/lesson_url}}"), "\(reminder)")
    let invitation = try read("group-assigned/messages/group-assigned.calendar.md")
    #expect(invitation.contains("invite: request") && invitation.contains("title: \"Study group: {{group_name}}\""))
    // Once more changes nothing.
    let again = try CopyImport(Self.copy, path: "messages.yaml", into: folder.path)
    #expect(again.changes == [])
  }

  /// Holds REQ-2-29.
  @Test(arguments: [
    ("{name}, welcome", "{nmae}, welcome", ":14: welcome knows no variable nmae, did you mean name?"),
    ("{name}, your", "{lesson_url}, your", ":19: group-assigned knows no variable lesson_url"),
    ("welcome:", "welcom:", ":1: no campaign has the message welcom, did you mean welcome?"),
    ("discord_channel:", "discord_chanel:", "the key discord_chanel is unknown, did you mean discord_channel?"),
    ("Go on: {lesson_url}", "Go on: {lesson_list}", ":32: lesson_list is a list; let it stand on a line of its own"),
    ("You meet {meeting_date}.", "{lesson_url}", ":33: nothing is left of the text for who has no lesson_url"),
    ("Thank you for", "Thank you 1000 times for", "welcome/messages/welcome.email.md:"),
    ("  discord: |", "  discord: [", "words/messages.yaml:"),
  ])
  func aFaultIsNamedWithItsLineAndNothingIsWritten(old: String, new: String, fault: String) throws {
    let text = Self.copy.replacingOccurrences(of: old, with: new)
    try #require(text != Self.copy)
    let found = try faults(text)
    #expect(found.contains { $0.contains(fault) }, "\(found)")
  }
}
