/// Changes of texts as `git apply` and `patch -p1` take them.
struct UnifiedPatch {
  private static let context = 3

  private(set) var text = ""

  /// Adds one file's change; nothing where the texts are equal.
  mutating func add(_ path: String, from old: String, to new: String) {
    let lines = Difference.lines(from: old, to: new).pieces
    let changed = lines.indices.filter { lines[$0].kind != .same }
    if changed.isEmpty { return }
    text += "diff --git a/\(path) b/\(path)\n--- a/\(path)\n+++ b/\(path)\n"
    for hunk in UnifiedPatch.hunks(changed, of: lines.count) { add(lines, hunk) }
  }

  /// Neighbourhoods of the changes; those that touch are one.
  private static func hunks(_ changed: [Int], of count: Int) -> [Range<Int>] {
    var hunks: [Range<Int>] = []
    for index in changed {
      let around = max(0, index - context)..<min(count, index + context + 1)
      if let last = hunks.last, around.lowerBound <= last.upperBound {
        hunks[hunks.count - 1] = last.lowerBound..<around.upperBound
      } else {
        hunks.append(around)
      }
    }
    return hunks
  }

  private mutating func add(_ lines: [(kind: Difference.Kind, text: [UInt8])], _ hunk: Range<Int>) {
    let old = UnifiedPatch.span(lines, hunk, without: .added)
    let new = UnifiedPatch.span(lines, hunk, without: .removed)
    text += "@@ -\(old) +\(new) @@\n"
    for line in lines[hunk] {
      let mark =
        switch line.kind {
        case .same: " "
        case .removed: "-"
        case .added: "+"
        }
      text += mark + String(decoding: line.text, as: UTF8.self)
      if line.text.last != 0x0A { text += "\n\\ No newline at end of file\n" }
    }
  }

  /// `first,count` of the hunk's lines in one of the two files.
  private static func span(
    _ lines: [(kind: Difference.Kind, text: [UInt8])], _ hunk: Range<Int>, without other: Difference.Kind
  ) -> String {
    let before = lines[..<hunk.lowerBound].count { $0.kind != other }
    let count = lines[hunk].count { $0.kind != other }
    return "\(count == 0 ? before : before + 1),\(count)"
  }
}
