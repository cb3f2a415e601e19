extension [MessageBlock] {
  /// Neighbouring lists of one kind that only sections part become one list with conditional items; numbers go on.
  ///
  /// A run is merged where its sections open and close inside it and one item at least is outside of them, so that the
  /// list is never empty. A numbered item that has a section to itself is repeated by it: one list, which counts.
  var merged: [MessageBlock] {
    var result: [MessageBlock] = []
    var index = startIndex
    while index < endIndex {
      if let run = run(at: index) {
        result.append(.list(start: run.start, run.parts))
        index = run.end
      } else {
        result.append(self[index])
        index += 1
      }
    }
    return result
  }

  private func run(at start: Int) -> (start: Int?, parts: [MessageListPart], end: Int)? {
    guard case .some(let first) = self[start...].startOfFirstList else { return nil }
    var best: (start: Int?, parts: [MessageListPart], end: Int)?
    var parts: [MessageListPart] = []
    var depth = 0
    var lists = 0
    var hasPlainItem = false
    scan: for index in start..<endIndex {
      switch self[index] {
      case .list(let number, let items) where (number == nil) == (first == nil):
        parts += items
        lists += 1
        if depth == 0 { hasPlainItem = true }
      case .tag(let tag) where tag.kind == .open:
        depth += 1
        parts.append(.tag(tag))
      case .tag(let tag) where tag.kind == .close && depth > 0:
        depth -= 1
        parts.append(.tag(tag))
      default: break scan
      }
      let isRepeated = first != nil && parts.count == 3
      if depth == 0, hasPlainItem ? lists > 1 : isRepeated { best = (first, parts, index + 1) }
    }
    return best
  }
}

extension ArraySlice<MessageBlock> {
  /// The number that the first list begins with, nil for bullets; nothing at all where there is no list.
  fileprivate var startOfFirstList: Int?? {
    for case .list(let start, _) in self { return .some(start) }
    return nil
  }
}
