import JSON

extension InvitationCorrection {
  var json: JSON { ["change": .string(change.rawValue), "template": .string(template)] }

  init(_ reader: CampaignReader) throws(CampaignShapeError) {
    self.init(try reader.word("change"), template: try reader.text("template"))
  }
}
