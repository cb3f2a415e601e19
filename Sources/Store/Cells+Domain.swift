public import Domain

extension Cells {
  /// A channel's name.
  public func channel(_ column: Int) throws(StoreError) -> Channel {
    guard let channel = Channel(rawValue: try text(column)) else { throw mismatch(column, "a channel") }
    return channel
  }
}
