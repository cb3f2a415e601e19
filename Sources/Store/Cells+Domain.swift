public import Domain

extension Cells {
  /// A channel's name.
  public func channel(_ column: Int) throws(StoreError) -> Channel {
    guard let channel = Channel(rawValue: try text(column)) else { throw mismatch(column, "a channel") }
    return channel
  }
}

extension Cells {
  /// An array of channels' names.
  public func channels(_ column: Int) throws(StoreError) -> [Channel] {
    try texts(column).map { (name) throws(StoreError) in try channel(named: name, column) }
  }

  /// The channel that a text of the column names.
  func channel(named name: String, _ column: Int) throws(StoreError) -> Channel {
    guard let channel = Channel(rawValue: name) else { throw mismatch(column, "a channel") }
    return channel
  }
}

extension Cells {
  /// A delivery's status.
  public func deliveryStatus(_ column: Int) throws(StoreError) -> DeliveryStatus {
    guard let status = DeliveryStatus(rawValue: try text(column)) else { throw mismatch(column, "a delivery status") }
    return status
  }
}

extension Cells {
  /// Counts by channel, from an array of channels' names and one of as many figures.
  public func counts(_ channels: Int, _ figures: Int) throws(StoreError) -> [Channel: Int] {
    let (names, numbers) = (try texts(channels), try ints(figures))
    let known = names.compactMap(Channel.init(rawValue:))
    guard known.count == names.count, known.count == numbers.count else {
      throw mismatch(channels, "channels, one for each figure")
    }
    return Dictionary(zip(known, numbers), uniquingKeysWith: +)
  }
}

extension Cells {
  /// The rules of a published version, as `publish` wrote them; a data error where they cannot be read.
  func campaign(_ column: Int) throws(StoreError) -> Campaign {
    let definition = try json(column)
    do throws(CampaignShapeError) {
      return try Campaign(json: definition)
    } catch {
      throw refused(column, "no compiled campaign: \(error)")
    }
  }
}
