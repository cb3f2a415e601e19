import JSON

extension KeywordReply {
  var json: JSON {
    [
      "keyword": .string(keyword), "phrase": .string(phrase), "template": .string(template),
      "channels": .array(channels.map { .string($0.rawValue) }),
    ]
  }

  init(_ reader: CampaignReader) throws(CampaignShapeError) {
    self.init(
      keyword: try reader.text("keyword"), template: try reader.text("template"),
      channels: try reader.list("channels").map { (reader) throws(CampaignShapeError) in try reader.word() })
  }
}
