import JSON

/// One campaign while copy is brought into it.
struct CopyDesk {
  let folder: CampaignFolder
  /// The messages' files as they are to be.
  private(set) var files: [String: String] = [:]
  private let file: String
  private let report: Report
  private let writer: CopyWriter

  init(_ folder: CampaignFolder, file: String, report: Report) {
    self.folder = folder
    self.file = file
    self.report = report
    let samples = folder.files.keys.filter { $0.hasPrefix("samples/") }.sorted()
    writer = CopyWriter(samples: samples.compactMap { try? JSON.parse(folder.files[$0] ?? "") })
  }

  /// Puts the texts of a message into its files.
  mutating func take(_ message: CopyFile.Message) {
    for text in message.texts.values { check(text) }
    for key in [CopyKey.emailBody, .discord, .discordChannel] { checkThatItSaysSomething(message.texts[key]) }
    let rest = message.key.replacing("_", with: "-").dropFirst(folder.name.count + 1)
    let name = rest.isEmpty ? folder.name : String(rest)
    takeEmail(message, name)
    takeDiscord(message, name)
    takeInvitation(message, name)
  }

  /// The email, and the invitation that travels with it where there is one.
  private mutating func takeEmail(_ message: CopyFile.Message, _ name: String) {
    let (subject, body) = (message.texts[.emailSubject], message.texts[.emailBody])
    guard subject != nil || body != nil else { return }
    let carried = ["messages/\(name).calendar.md"].filter { known($0) != nil }
    for path in ["messages/\(name).email.md"] + carried {
      edit(path, message, needs: subject != nil && body != nil, "email_subject and email_body") {
        [writer] file in
        if let subject { file.set("subject", writer.line(subject)) }
        if let subject, !file.has("preheader") { file.set("preheader", writer.line(subject)) }
        if let body { file.write(writer.body(body)) }
      }
    }
  }

  private mutating func takeDiscord(_ message: CopyFile.Message, _ name: String) {
    let (person, group) = (message.texts[.discord], message.texts[.discordChannel])
    guard let text = group ?? person else { return }
    if person != nil, group != nil {
      report.add(
        file, message.line, "\(message.key) has both discord and discord_channel; give one of them a message of its own"
      )
    }
    edit("messages/\(name).discord.md", message, needs: true, "") { [writer] file in
      if group != nil { file.set("to", "group") } else if file.has("to") { file.set("to", "person") }
      file.write(writer.body(text))
    }
  }

  private mutating func takeInvitation(_ message: CopyFile.Message, _ name: String) {
    let texts = [("title", message.texts[.calendarTitle]), ("description", message.texts[.calendarDescription])]
    guard texts.contains(where: { $0.1 != nil }) else { return }
    edit("messages/\(name).calendar.md", message, needs: false, "an invitation, which has more than words") {
      [writer] file in
      for (key, text) in texts { if let text { file.set(key, writer.line(text)) } }
    }
  }

  /// Changes a message's file; a fault where there is none and the copy does not have all that a new one `needs`.
  private mutating func edit(
    _ path: String, _ message: CopyFile.Message, needs isEnough: Bool, _ missing: String,
    _ change: (inout CopiedMessage) -> Void
  ) {
    let text = known(path)
    if text == nil, !isEnough {
      report.add(file, message.line, "\(folder.path)/\(path) is not there, and a new one needs \(missing)")
      return
    }
    var copied = CopiedMessage(text)
    change(&copied)
    files[path] = copied.text
  }

  private func known(_ path: String) -> String? { files[path] ?? folder.files[path] }

  /// A text must not vanish with the values that a learner does not have.
  private func checkThatItSaysSomething(_ text: CopyText?) {
    guard let text, let name = writer.namesOfEmptyText(text).first else { return }
    report.add(
      file, text.line(of: name),
      "nothing is left of the text for who has no \(name); say something else in another paragraph")
  }

  /// Every name must be one that the campaign's messages know.
  private func check(_ text: CopyText) {
    let glossary = writer.samples.first?.object ?? [:]
    for name in Set(text.variables).sorted() where !VariableCheck(sample: .object(glossary)).knows(name) {
      report.add(
        file, text.line(of: name),
        "\(folder.name) knows no variable \(name)" + didYouMean(name, among: glossary.keys))
    }
    for name in Set(writer.listsInLines(text)).sorted() {
      report.add(
        file, text.line(of: name) { !writer.isListAlone($0) }, "\(name) is a list; let it stand on a line of its own")
    }
  }
}
