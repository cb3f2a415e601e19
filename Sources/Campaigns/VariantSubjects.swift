import Domain
import JSON
import Rendering

/// Makes the messages of variants that change a subject alone: everything else is the message's own, on each of its channels.
struct VariantSubjects {
  let file: CampaignFile
  let drafts: [MessageDraft]
  let report: Report

  func made() -> [MessageDraft] {
    file.experiments.flatMap { draft in
      draft.subjects.flatMap { subject in
        noteSpare(subject)
        return drafts.filter { $0.key.original.name == subject.message }.compactMap { made(subject, from: $0) }
      }
    }
  }

  private func made(_ subject: ExperimentDraft.Subject, from draft: MessageDraft) -> MessageDraft? {
    let key = MessageCatalog.Key(
      Variant.message(subject.message, of: subject.variant), draft.key.channel, in: draft.key.language)
    guard draft.key.channel == .email, var body = draft.body.object else {
      return MessageDraft(
        file: draft.file, key: key, body: draft.body, pieces: [], phraseNames: draft.phraseNames,
        linkLine: draft.linkLine)
    }
    guard let text = text(of: subject, in: draft.key.language) else {
      let language = draft.key.language ?? file.language
      fault(
        subject.line,
        "the variant \(subject.variant) has no subject in \(language), in which \(draft.file) is: write "
          + "subject: { \(file.language): …, \(language): … }")
      return nil
    }
    guard let piece = piece(text, line: subject.line) else { return nil }
    body["subject"] = .string(text)
    return MessageDraft(
      file: CampaignFile.name, key: key, body: .object(body), pieces: [piece], phraseNames: draft.phraseNames,
      linkLine: subject.line)
  }

  private func text(of subject: ExperimentDraft.Subject, in language: String?) -> String? {
    let own = language == nil ? subject.texts[""] : nil
    return own ?? subject.texts[language ?? file.language]
  }

  private func piece(_ text: String, line: Int) -> MessageDraft.Piece? {
    if text.contains(where: \.isNewline) {
      fault(line, "this text must be one line")
      return nil
    }
    for wording in WordingCheck(allowed: file.allowed).faults(of: text) { fault(line, wording.message) }
    do throws(MustacheError) {
      let template = try MustacheTemplate(text)
      for unwelcome in template.unwelcome { fault(line, unwelcome.reason) }
      return template.unwelcome.isEmpty ? MessageDraft.Piece(text: text, line: line, template: template) : nil
    } catch {
      fault(line, error.reason)
      return nil
    }
  }

  /// Refuses a subject in a language in which nobody reads the message.
  private func noteSpare(_ subject: ExperimentDraft.Subject) {
    let read = Set(drafts.filter { $0.key.original.name == subject.message }.map { $0.key.language ?? file.language })
    for language in subject.texts.keys.sorted() where !language.isEmpty && !read.contains(language) {
      fault(subject.line, "the message \(subject.message) is not in \(language)" + didYouMean(language, among: read))
    }
  }

  private func fault(_ line: Int, _ message: String) { report.add(CampaignFile.name, line, message) }
}
