import FunctionContract
import JSON

extension CloudEvent {
  /// Elements that the lists of a merged event have at most: such an event is no larger than the contract allows.
  private static let mostMerged = 2500

  /// One event that says what this one and a later one say; nil where that cannot be told.
  ///
  /// Both are hints of one type and merge key: lists in their data are joined, everything else must be equal.
  func merged(with later: CloudEvent) -> CloudEvent? {
    guard type == later.type, let key = extensions["mergekey"], key == later.extensions["mergekey"],
      let time, let laterTime = later.time
    else { return nil }
    var merged = laterTime >= time ? later : self
    if data == later.data { return merged }
    guard let mine = data?.object, let other = later.data?.object, Set(mine.keys) == Set(other.keys) else { return nil }
    var members = mine
    for (name, value) in other where value != mine[name] {
      guard let list = mine[name]?.array, let more = value.array, list.count + more.count <= Self.mostMerged else {
        return nil
      }
      members[name] = .array(list + more)
    }
    merged.data = .object(members)
    return merged
  }
}
