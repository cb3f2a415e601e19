import JSON

extension Step {
  var json: JSON {
    var members: [String: JSON] = [
      "id": .string(id), "channels": .array(channels.map { .string($0.rawValue) }),
      "requires": .object(channels: requires) { .integer($0) },
      "templates": .array(templates.map(\.json)),
    ]
    members.merge(timing.json) { $1 }
    switch usefulUntil {
    case .span(let span): members["useful_for"] = .integer(span.seconds)
    case .anchor(let name): members["useful_until"] = .string(name)
    }
    if let hour { members["at"] = .string(hour.rawValue) }
    members["letter"] = letter?.json
    if let job { members["job"] = .string(job.pattern) }
    if !conditions.isEmpty { members["when"] = .object(conditions.mapValues(JSON.bool)) }
    switch delivery {
    case .cascade(let fallback): members["fallback_after"] = .integer(fallback.seconds)
    case .first: members["deliver"] = "first"
    case .failover: members["deliver"] = "failover"
    case .all: break
    }
    return .object(members)
  }

  init(_ reader: CampaignReader) throws(CampaignShapeError) {
    self.init(
      id: try reader.text("id"), timing: try Timing(reader),
      hour: reader.json["at"] == nil ? nil : try reader.word("at"),
      channels: try reader.list("channels").map { (reader) throws(CampaignShapeError) in try reader.word() },
      delivery: Delivery(reader.json),
      requires: try reader.channels("requires") { (reader) throws(CampaignShapeError) in try reader.integer() },
      conditions: try Step.conditions(reader),
      usefulUntil: try UsefulUntil(reader),
      templates: try StageTemplate.list(reader, "templates"), job: try Step.job(reader),
      letter: reader.json["letter"].flatMap(LetterLine.init(json:)))
  }

  private static func job(_ reader: CampaignReader) throws(CampaignShapeError) -> JobName? {
    guard let pattern = reader.json["job"] else { return nil }
    guard let job = pattern.string.flatMap(JobName.init) else { throw CampaignShapeError(path: reader.path + "job") }
    return job
  }

  private static func conditions(_ reader: CampaignReader) throws(CampaignShapeError) -> [String: Bool] {
    var conditions: [String: Bool] = [:]
    for (fact, wanted) in reader.json["when"]?.object ?? [:] {
      guard let wanted = wanted.bool else { throw CampaignShapeError(path: reader.path + "when." + fact) }
      conditions[fact] = wanted
    }
    return conditions
  }
}

extension Step.Delivery {
  fileprivate init(_ json: JSON) {
    if let fallback = json["fallback_after"]?.integer {
      self = .cascade(fallbackAfter: .seconds(fallback))
    } else {
      self =
        switch json["deliver"]?.string {
        case "first": .first
        case "failover": .failover
        default: .all
        }
    }
  }
}

extension Step.UsefulUntil {
  fileprivate init(_ reader: CampaignReader) throws(CampaignShapeError) {
    if let anchor = reader.json["useful_until"]?.string {
      self = .anchor(anchor)
    } else {
      self = .span(.seconds(try reader.integer("useful_for")))
    }
  }
}
