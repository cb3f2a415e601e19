public import Domain

/// Keeps where messages to the addresses of deliveries go at once, for the next message to them.
public struct KeepRooms: Statement {
  public static let sql = "select rekindle.keep_rooms($1, $2::bigint[], $3::text[], $4)::text as kept"
  public static let columns = ["kept"]

  public var provider: String
  public var rooms: [(deliveryID: Int, room: String)]
  public var now: Instant

  public init(provider: String, rooms: [(deliveryID: Int, room: String)], now: Instant) {
    self.provider = provider
    self.rooms = rooms
    self.now = now
  }

  public var binds: [Bind] {
    [.text(provider), .ints(rooms.map(\.deliveryID)), .texts(rooms.map(\.room)), .instant(now)]
  }

  public static func row(_ cells: borrowing Cells) throws(StoreError) {}
}
