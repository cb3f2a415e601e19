import Channels
import Domain

/// What providers' answers have said beyond their messages, until every process can read it.
struct News {
  private(set) var pauses: [(limit: String, until: Instant)] = []
  private(set) var rooms: [(deliveryID: Int, room: String)] = []

  var isEmpty: Bool { pauses.isEmpty && rooms.isEmpty }

  mutating func add(_ news: [ProviderNews], of deliveryID: Int, at now: Instant) {
    for item in news {
      switch item {
      case .pause(let limit, let wait): pauses.append((limit, now + wait))
      case .room(let room): rooms.append((deliveryID, room))
      }
    }
  }
}
