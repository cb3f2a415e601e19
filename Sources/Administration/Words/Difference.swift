/// What makes one text of another: pieces that stay, go and come, compared by their bytes.
struct Difference {
  enum Kind: String, CaseIterable {
    case same, removed, added
  }

  /// Above so many differing pieces a text counts as replaced: the comparison costs their square in memory.
  private static let limit = 1_000

  private(set) var pieces: [(kind: Kind, text: [UInt8])] = []

  /// The difference in lines, each with its end.
  static func lines(from old: String, to new: String) -> Difference {
    let pieces = { (text: String) in Difference.split(text) { $0 == 0x0A } }
    return Difference(from: pieces(old), to: pieces(new))
  }

  /// The difference in words, each with the space after it; neighbours of one kind are one piece.
  static func words(from old: String, to new: String) -> Difference {
    let pieces = { (text: String) in Difference.split(text) { $0 == 0x0A || $0 == 0x20 || $0 == 0x09 } }
    var merged = Difference()
    for piece in Difference(from: pieces(old), to: pieces(new)).pieces {
      if merged.pieces.last?.kind == piece.kind {
        merged.pieces[merged.pieces.count - 1].text += piece.text
      } else {
        merged.pieces.append(piece)
      }
    }
    return merged
  }

  private init() {}

  private init(from old: [[UInt8]], to new: [[UInt8]]) {
    let start = zip(old, new).prefix { $0 == $1 }.count
    let end = min(zip(old.reversed(), new.reversed()).prefix { $0 == $1 }.count, old.count - start, new.count - start)
    append(.same, old[..<start])
    compare(Array(old[start..<(old.count - end)]), Array(new[start..<(new.count - end)]))
    append(.same, old[(old.count - end)...])
  }

  private mutating func compare(_ old: [[UInt8]], _ new: [[UInt8]]) {
    guard old.count + new.count <= Difference.limit else {
      append(.removed, old[...])
      append(.added, new[...])
      return
    }
    let changes = new.difference(from: old)
    let removed = Set(changes.removals.map(\.offset))
    let added = Set(changes.insertions.map(\.offset))
    var (before, after) = (0, 0)
    while before < old.count || after < new.count {
      if removed.contains(before) {
        pieces.append((.removed, old[before]))
        before += 1
      } else if added.contains(after) {
        pieces.append((.added, new[after]))
        after += 1
      } else {
        pieces.append((.same, old[before]))
        before += 1
        after += 1
      }
    }
  }

  private mutating func append(_ kind: Kind, _ texts: ArraySlice<[UInt8]>) {
    pieces += texts.map { (kind, $0) }
  }

  private static func split(_ text: String, after isEnd: (UInt8) -> Bool) -> [[UInt8]] {
    var pieces: [[UInt8]] = []
    var isOpen = false
    for byte in text.utf8 {
      if isOpen { pieces[pieces.count - 1].append(byte) } else { pieces.append([byte]) }
      isOpen = !isEnd(byte)
    }
    return pieces
  }
}

extension CollectionDifference.Change {
  fileprivate var offset: Int {
    switch self {
    case .insert(let offset, _, _), .remove(let offset, _, _): offset
    }
  }
}
