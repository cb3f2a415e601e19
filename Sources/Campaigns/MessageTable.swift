import Rendering

/// A table of a message: values under headings, some of its rows in sections.
struct MessageTable: Equatable {
  /// A row, or a section's start or end between rows.
  enum Row: Equatable {
    case cells([[MessageInline]])
    case tag(ShieldedTag)
  }

  let alignments: [ColumnAlignment]
  /// As many cells as there are alignments, and so has each row; no words at all in a table of labels and values.
  let header: [[MessageInline]]
  let rows: [Row]

  var hasHeader: Bool { header.contains { !$0.isEmpty } }

  /// The section without which the table would have no row; nil where a row stands in any case.
  var sectionOfAllRows: ShieldedTag? {
    var depth = 0
    var first: ShieldedTag?
    var shown: [String: Set<Bool>] = [:]
    for row in rows {
      switch row {
      case .cells: if depth == 0 { return nil }
      case .tag(let tag) where tag.kind == .open:
        if depth == 0 {
          first = first ?? tag
          shown[tag.name, default: []].insert(tag.isInverted)
        }
        depth += 1
      case .tag: depth -= 1
      }
    }
    return shown.values.contains { $0.count == 2 } ? nil : first
  }
}
