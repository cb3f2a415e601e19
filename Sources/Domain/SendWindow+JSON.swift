import JSON

extension SendWindow {
  var json: JSON { ["from": .integer(from), "to": .integer(to)] }

  init(_ reader: CampaignReader) throws(CampaignShapeError) {
    self.init(from: try reader.integer("from"), to: try reader.integer("to"))
  }
}
