import JSON

/// Reads members and says which one is at fault.
struct CampaignReader {
  let json: JSON
  let path: String

  init(_ json: JSON, path: String) {
    self.json = json
    self.path = path
  }

  func object(_ key: String) throws(CampaignShapeError) -> CampaignReader {
    guard let member = json[key] else { throw CampaignShapeError(path: path + key) }
    return CampaignReader(member, path: path + key + ".")
  }

  func text(_ key: String) throws(CampaignShapeError) -> String {
    guard let text = json[key]?.string else { throw CampaignShapeError(path: path + key) }
    return text
  }

  func integer(_ key: String) throws(CampaignShapeError) -> Int { try object(key).integer() }

  func integer() throws(CampaignShapeError) -> Int {
    guard let integer = json.integer else { throw CampaignShapeError(path: path) }
    return integer
  }

  func word<Word: RawRepresentable<String>>(_ key: String) throws(CampaignShapeError) -> Word { try object(key).word() }

  func word<Word: RawRepresentable<String>>() throws(CampaignShapeError) -> Word {
    guard let word = json.string.flatMap({ Word(rawValue: $0) }) else { throw CampaignShapeError(path: path) }
    return word
  }

  func span() throws(CampaignShapeError) -> Instant.Span { .seconds(try integer()) }

  func list(_ key: String) throws(CampaignShapeError) -> [CampaignReader] {
    guard let elements = json[key]?.array else { throw CampaignShapeError(path: path + key) }
    return elements.enumerated().map { CampaignReader($0.element, path: "\(path)\(key)[\($0.offset)].") }
  }

  func channels<Value>(
    _ key: String, _ value: (CampaignReader) throws(CampaignShapeError) -> Value
  ) throws(CampaignShapeError) -> [Channel: Value] {
    let reader = try object(key)
    var channels: [Channel: Value] = [:]
    for (name, member) in reader.json.object ?? [:] {
      guard let channel = Channel(rawValue: name) else { throw CampaignShapeError(path: reader.path + name) }
      channels[channel] = try value(CampaignReader(member, path: reader.path + name + "."))
    }
    return channels
  }
}
