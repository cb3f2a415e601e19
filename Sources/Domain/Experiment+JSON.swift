import JSON

extension Experiment {
  var json: JSON {
    var members: [String: JSON] = ["name": .string(name), "variants": .array(variants.map(\.json))]
    members["step"] = step.map(JSON.string)
    return .object(members)
  }

  init(_ reader: CampaignReader) throws(CampaignShapeError) {
    self.init(
      name: try reader.text("name"), step: reader.json["step"]?.string,
      variants: try reader.list("variants").map { (reader) throws(CampaignShapeError) in try Variant(reader) })
  }
}

extension Variant {
  fileprivate var json: JSON {
    var members: [String: JSON] = ["name": .string(name), "share": .integer(share)]
    if !templates.isEmpty { members["templates"] = .object(templates.mapValues { .array($0.map(\.json)) }) }
    if !channels.isEmpty {
      members["channels"] = .object(channels.mapValues { .array($0.map { .string($0.rawValue) }) })
    }
    if !sendWindows.isEmpty { members["send_windows"] = .object(channels: sendWindows, \.json) }
    return .object(members)
  }

  fileprivate init(_ reader: CampaignReader) throws(CampaignShapeError) {
    var templates: [String: [StageTemplate]] = [:]
    if reader.json["templates"] != nil {
      let steps = try reader.object("templates")
      for step in (steps.json.object ?? [:]).keys { templates[step] = try StageTemplate.list(steps, step) }
    }
    var channels: [String: [Channel]] = [:]
    if reader.json["channels"] != nil {
      let steps = try reader.object("channels")
      for step in (steps.json.object ?? [:]).keys {
        channels[step] = try steps.list(step).map { (reader) throws(CampaignShapeError) in try reader.word() }
      }
    }
    self.init(
      name: try reader.text("name"), share: try reader.integer("share"), templates: templates, channels: channels,
      sendWindows: reader.json["send_windows"] == nil
        ? [:] : try reader.channels("send_windows") { (reader) throws(CampaignShapeError) in try SendWindow(reader) })
  }
}
