import Domain
import JSON
import Rendering

/// Checks that a campaign can be read in each of its languages, and says the same in all of them.
struct LanguageCheck {
  let file: CampaignFile
  let drafts: [MessageDraft]
  let report: Report

  func run() {
    let tags = Set(drafts.compactMap(\.key.language)).union(file.translations.keys).sorted()
    checkWords(file, drafts.filter { $0.key.language == nil })
    for tag in tags {
      let texts = drafts.filter { $0.key.language == tag }
      let translated = file.inLanguage(tag)
      if texts.isEmpty {
        fault(translated.words.line, "no message is in \(tag): write messages/\(tag)/<message>.<channel>.md")
        continue
      }
      checkWords(translated, texts)
      noteMissing(tag, translated, texts)
      for draft in texts { check(draft) }
    }
  }

  /// What stands around the texts.
  private func checkWords(_ file: CampaignFile, _ texts: [MessageDraft]) {
    if Phrases.of(file.language) == nil {
      let known = Phrases.all.keys.sorted().joined(separator: ", ")
      fault(
        file.words.line,
        "the phrases of footers, such as \"\(Phrases.english.replyStop)\", are not there in \(file.language); "
          + "they are in \(known)")
    }
    let hasFooter = texts.contains { $0.body["footer"]?["subject"] != nil }
    if hasFooter, file.words.subject == nil || file.words.topic == nil {
      fault(
        file.words.line,
        "emails in \(file.language) need languages.\(file.language).subject and .topic: what the links that opt out call "
          + "this \(file.campaign.subject) and all of its kind")
    }
  }

  private func noteMissing(_ tag: String, _ file: CampaignFile, _ texts: [MessageDraft]) {
    let there = Set(texts.map(\.key.original))
    let missing = Set(drafts.filter { $0.key.language == nil && !there.contains($0.key) }.map(\.file))
      .subtracting([CampaignFile.name])
    if missing.isEmpty { return }
    report.note(
      CampaignFile.name, file.words.line,
      "not in \(tag), so its readers get \(self.file.language): \(missing.sorted().joined(separator: ", "))")
  }

  /// One message beside the one that it translates.
  private func check(_ draft: MessageDraft) {
    guard let original = drafts.first(where: { $0.key == draft.key.original }) else {
      let file = "messages/\(draft.key.original.name).\(draft.key.channel.rawValue).md"
      let names = drafts.filter { $0.key.language == nil && $0.key.channel == draft.key.channel }.map(\.key.name)
      report.add(
        draft.file, 1, "\(file) is missing, which this translates" + didYouMean(draft.key.original.name, among: names),
        isConsequence: report.hasFault(in: file))
      return
    }
    let (own, theirs) = (draft.printed, original.printed)
    for name in theirs.keys.sorted() where own[name] == nil {
      report.add(draft.file, draft.linkLine, "{{\(name)}} is missing, which \(original.file) prints")
    }
    for (name, line) in own.sorted(by: { $0.key < $1.key }) where theirs[name] == nil {
      report.add(draft.file, line, "{{\(name)}} is not printed by \(original.file)")
    }
    if draft.targets != original.targets {
      report.add(draft.file, draft.linkLine, "the links lead elsewhere than those of \(original.file)")
    }
    for key in ["invite", "audience"] where draft.body[key] != original.body[key] {
      report.add(draft.file, 1, "\(key == "audience" ? "to" : key) differs from \(original.file)")
    }
    checkTemplate(draft, original)
  }

  private func checkTemplate(_ draft: MessageDraft, _ original: MessageDraft) {
    let (own, theirs) = (draft.body["template"], original.body["template"])
    guard let own, own["name"] == theirs?["name"], own["language"] == theirs?["language"] else { return }
    report.add(
      draft.file, 1,
      "WhatsApp knows one text by the template \(own["name"]?.string ?? "") in \(own["language"]?.string ?? ""), and "
        + "\(original.file) has it")
  }

  private func fault(_ line: Int, _ message: String) { report.add(CampaignFile.name, line, message) }
}

extension MessageDraft {
  /// What the texts print, each with the line of its first place.
  fileprivate var printed: [String: Int] {
    pieces.reduce(into: [:]) { names, piece in
      for variable in piece.template.variables where variable.role == .value && !phraseNames.contains(variable.name) {
        names[variable.name] = names[variable.name] ?? piece.line + variable.line - 1
      }
    }
  }

  /// Where the button leads, and where any link does.
  fileprivate var targets: [String?] {
    let links = body["links"]?.array?.map { $0.string ?? "" } ?? []
    let button = body["button"]?["link"]?.integer.flatMap { links.indices.contains($0) ? links[$0] : nil }
    return [button] + Set(links).sorted()
  }
}
