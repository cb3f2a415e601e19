/// Where messages to the addresses of deliveries on their way go at once, as far as it was kept.
public struct ReadRooms: Statement {
  public static let sql = "select r.delivery_id, r.room from rekindle.read_rooms($1, $2::bigint[]) r"
  public static let columns = ["delivery_id", "room"]

  public var provider: String
  public var deliveryIDs: [Int]

  public init(provider: String, deliveryIDs: [Int]) {
    self.provider = provider
    self.deliveryIDs = deliveryIDs
  }

  public var binds: [Bind] { [.text(provider), .ints(deliveryIDs)] }

  public static func row(_ cells: borrowing Cells) throws(StoreError) -> (deliveryID: Int, room: String) {
    (try cells.int(0), try cells.text(1))
  }
}
