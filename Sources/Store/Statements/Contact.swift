/// Where one delivery goes.
public struct Contact: Sendable {
  public let deliveryID: Int
  public let address: String
  /// SHA-256 of the normalised address: a no about one address is kept by it.
  public let addressHash: [UInt8]

  public init(deliveryID: Int, address: String, addressHash: [UInt8]) {
    self.deliveryID = deliveryID
    self.address = address
    self.addressHash = addressHash
  }

  static let columns = ["delivery_id", "address", "address_hash"]

  init(_ cells: borrowing Cells) throws(StoreError) {
    self.init(deliveryID: try cells.int(0), address: try cells.text(1), addressHash: try cells.bytea(2))
  }
}
