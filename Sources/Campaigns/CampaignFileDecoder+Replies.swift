import Domain
import YAML

extension CampaignFileDecoder {
  /// The channels on which people write back.
  private static let conversational = [Channel.whatsapp, .sms]

  /// `replies: { DEMO: demo-video }`, in order of the keywords.
  func replies(_ campaign: YAMLFields) -> [KeywordReply] {
    guard let fields = campaign.fields(campaign.optional("replies"), as: "replies") else { return [] }
    var replies: [KeywordReply] = []
    for entry in fields.all {
      guard let name = fields.value(entry.value, "the name of a message", ScalarForms.slug) else { continue }
      let reply = KeywordReply(
        keyword: entry.key, template: name,
        channels: Self.conversational.filter { folder.files["messages/\(name).\($0.rawValue).md"] != nil })
      if let fault = fault(of: reply, beside: replies) {
        fields.fault(fault, at: entry.line)
      } else {
        replies.append(reply)
      }
    }
    return replies.sorted { $0.keyword < $1.keyword }
  }

  private func fault(of reply: KeywordReply, beside others: [KeywordReply]) -> String? {
    let (keyword, phrase) = (reply.keyword, reply.phrase)
    if phrase.isEmpty || keyword.utf8.count > 40 { return "'\(keyword)' is not a keyword of 1 to 40 characters" }
    let intent = ReplyIntent(of: keyword)
    if intent != .other { return "'\(keyword)' is understood as \(intent.rawValue.uppercased()) already" }
    if let other = others.first(where: { $0.phrase == phrase }) {
      return "'\(keyword)' and '\(other.keyword)' are the same to whoever writes them"
    }
    guard reply.channels.isEmpty else { return nil }
    let names = folder.files.keys.filter { $0.hasSuffix(".sms.md") || $0.hasSuffix(".whatsapp.md") }.map {
      String($0.dropFirst("messages/".count).prefix { $0 != "." })
    }
    return "messages/\(reply.template).whatsapp.md is missing: an answer is a text for whatsapp or sms"
      + didYouMean(reply.template, among: names)
  }
}
