/// How far two words are apart, to guess what a misspelt key was meant to be.
package enum EditDistance {
  /// The candidate nearest to `word`, nil where none is within a third of its length.
  package static func nearest(to word: String, in candidates: [String]) -> String? {
    let distances = candidates.map { (name: $0, distance: between(Array(word.lowercased()), Array($0.lowercased()))) }
    guard let best = distances.min(by: { $0.distance < $1.distance }), best.distance <= max(2, word.count / 3) else {
      return nil
    }
    return best.name
  }

  /// Levenshtein distance.
  private static func between(_ left: [Character], _ right: [Character]) -> Int {
    var previous = Array(0...right.count)
    for (row, character) in left.enumerated() {
      var current = [row + 1]
      for (column, other) in right.enumerated() {
        let replaced = previous[column] + (character == other ? 0 : 1)
        current.append(min(replaced, previous[column + 1] + 1, current[column] + 1))
      }
      previous = current
    }
    return previous[right.count]
  }
}
