import JSON

extension Step {
  var json: JSON {
    var members: [String: JSON] = [
      "id": .string(id), "channels": .array(channels.map { .string($0.rawValue) }),
      "requires": .object(channels: requires) { .integer($0) }, "useful_for": .integer(usefulFor.seconds),
      "templates": .array(templates.map { ["from": .integer($0.from), "name": .string($0.name)] }),
    ]
    switch timing {
    case .every(let span): members["every"] = .integer(span.seconds)
    case .after(let span): members["after"] = .integer(span.seconds)
    }
    if case .cascade(let fallback) = delivery { members["fallback_after"] = .integer(fallback.seconds) }
    return .object(members)
  }

  init(_ reader: CampaignReader) throws(CampaignShapeError) {
    let timing: Timing =
      if let every = reader.json["every"]?.integer {
        .every(.seconds(every))
      } else {
        .after(.seconds(try reader.integer("after")))
      }
    self.init(
      id: try reader.text("id"), timing: timing,
      channels: try reader.list("channels").map { (reader) throws(CampaignShapeError) in try reader.word() },
      delivery: reader.json["fallback_after"]?.integer.map { .cascade(fallbackAfter: .seconds($0)) } ?? .all,
      requires: try reader.channels("requires") { (reader) throws(CampaignShapeError) in try reader.integer() },
      usefulFor: .seconds(try reader.integer("useful_for")),
      templates: try reader.list("templates").map { (reader) throws(CampaignShapeError) in
        StageTemplate(from: try reader.integer("from"), name: try reader.text("name"))
      })
  }
}
