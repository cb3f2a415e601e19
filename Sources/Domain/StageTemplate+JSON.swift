import JSON

extension StageTemplate {
  var json: JSON { ["from": .integer(from), "name": .string(name)] }

  static func list(_ reader: CampaignReader, _ key: String) throws(CampaignShapeError) -> [StageTemplate] {
    try reader.list(key).map { (reader) throws(CampaignShapeError) in
      StageTemplate(from: try reader.integer("from"), name: try reader.text("name"))
    }
  }
}
