import Domain

/// Who of some learners shares an address with whom: caps count for all of them together, so they are locked and read together.
public struct SharedAddresses: Sendable {
  private let addresses: [Int: [AddressKind: [UInt8]]]
  private let holders: [[UInt8]: Set<Int>]

  /// Reads what is known of the learners.
  public init(of learners: some Sequence<Int>, _ connection: borrowing Connection) throws(StoreError) {
    var addresses: [Int: [AddressKind: [UInt8]]] = [:]
    var holders: [[UInt8]: Set<Int>] = [:]
    for row in try connection.run(ReadSharedAddresses(userIDs: Array(learners))) {
      addresses[row.userID, default: [:]][row.kind] = row.hash
      holders[row.hash, default: []].insert(row.userID)
    }
    self.addresses = addresses
    self.holders = holders
  }

  /// Everybody who shares an address.
  public var learners: Set<Int> { Set(addresses.keys) }

  /// The learner's shared addresses.
  func addresses(of learner: Int) -> [AddressKind: [UInt8]] { addresses[learner] ?? [:] }

  /// The others who have the learner's address of a kind.
  func companions(of learner: Int, by kind: AddressKind) -> Set<Int> {
    addresses[learner]?[kind].flatMap { holders[$0] }?.subtracting([learner]) ?? []
  }

  /// The others who have any address of the learner's.
  public func companions(of learner: Int) -> Set<Int> {
    AddressKind.allCases.reduce(into: []) { $0.formUnion(companions(of: learner, by: $1)) }
  }
}
