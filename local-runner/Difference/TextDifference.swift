import Campaigns
import FunctionContract

/// The texts of two versions of a campaign, as their made-up learners would read them.
struct TextDifference: Equatable {
  /// One page that differs, line beside line; nil where a side has none.
  struct Page: Equatable {
    var name: String
    var lines: [Line]
  }

  struct Line: Equatable {
    var old: String?
    var new: String?
  }

  /// In order of their names.
  let pages: [Page]

  /// - Parameters: Texts by the page's name.
  init(from old: [String: String], to new: [String: String]) {
    pages = Set(old.keys).union(new.keys).sorted().compactMap { name in
      if old[name] == new[name] { return nil }
      return Page(name: name, lines: Self.lines(old[name], new[name]))
    }
  }

  /// The lines that differ, replaced ones beside each other.
  private static func lines(_ old: String?, _ new: String?) -> [Line] {
    let (old, new) = (split(old), split(new))
    let difference = new.difference(from: old)
    var (removed, inserted) = (Set<Int>(), Set<Int>())
    for change in difference {
      switch change {
      case .remove(let offset, _, _): removed.insert(offset)
      case .insert(let offset, _, _): inserted.insert(offset)
      }
    }
    var (lines, left, right): ([Line], Int, Int) = ([], 0, 0)
    while left < old.count || right < new.count {
      let isGone = removed.contains(left)
      let isNew = inserted.contains(right)
      if isGone || isNew {
        lines.append(Line(old: isGone ? old[left] : nil, new: isNew ? new[right] : nil))
      }
      if isGone || !isNew { left += 1 }
      if isNew || !isGone { right += 1 }
    }
    return lines
  }

  private static func split(_ text: String?) -> [String] {
    text.map { $0.split(separator: "\n", omittingEmptySubsequences: false).map(String.init) } ?? []
  }
}
