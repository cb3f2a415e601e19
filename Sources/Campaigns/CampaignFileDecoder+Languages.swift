import Domain
import Rendering
import YAML

extension CampaignFileDecoder {
  /// `languages: { de: { reason: …, subject: …, topic: … } }`, and what the campaign says in its own.
  func words(
    _ fields: YAMLFields, in language: String, subject: String?, topic: String?
  ) -> (own: CampaignWords, others: [String: CampaignWords]) {
    let reason = fields.optional("reason")
    var own = CampaignWords(reason: fields.text(reason), line: reason?.line ?? fields.line)
    if Phrases.of(language) == .english { (own.subject, own.topic) = (subject, topic) }
    var others: [String: CampaignWords] = [:]
    for entry in fields.fields(fields.optional("languages"), as: "languages")?.all ?? [] {
      guard let words = fields.fields(entry.value, as: entry.key).map(words) else { continue }
      if LanguageTag.canonical(entry.key) != entry.key {
        fields.fault("\(entry.key) is no language: write a tag such as de or pt-BR", at: entry.line)
      } else if entry.key == language {
        own.subject = words.subject ?? own.subject
        own.topic = words.topic ?? own.topic
        if words.reason != nil {
          fields.fault("reason stands in the file itself, for it is in the campaign's own language", at: entry.line)
        }
      } else {
        others[entry.key] = words
      }
    }
    return (own, others)
  }

  private func words(_ fields: YAMLFields) -> CampaignWords {
    let words = CampaignWords(
      reason: fields.text(fields.optional("reason")), subject: fields.text(fields.optional("subject")),
      topic: fields.text(fields.optional("topic")), line: fields.line)
    fields.refuseOthers()
    return words
  }
}
