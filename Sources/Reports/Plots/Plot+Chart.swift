import JSON

extension Plot {
  /// What the script draws: `kind`, `unit`, `labels`, and `series` with a `label` and as many `data`; nil without a figure.
  func chart(_ sheet: Sheet) -> JSON? {
    let sheet = sheet.cut(for: .csv)
    let series: [(label: String, data: [String: JSON])]
    switch kind {
    case .bars: series = bars(sheet)
    case .lines: series = lines(sheet)
    case .spans: series = spans(sheet)
    }
    let labels = labels(sheet).filter { label in series.contains { $0.data[label] != nil } }
    guard !labels.isEmpty else { return nil }
    return [
      "kind": .string(kind.rawValue), "unit": .string(unit), "labels": .array(labels.map(JSON.string)),
      "series": .array(
        series.filter { !$0.data.isEmpty }.map { series in
          ["label": .string(series.label), "data": .array(labels.map { series.data[$0] ?? .null })]
        }),
    ]
  }

  /// Each once: days from the first to the last, other rows as they stand.
  private func labels(_ sheet: Sheet) -> [String] {
    var seen: Set<String> = []
    let labels = sheet.rows.map { label($0, sheet) }.filter { seen.insert($0).inserted }
    return kind == .lines ? labels.sorted() : labels
  }

  private func label(_ row: [Value], _ sheet: Sheet) -> String {
    along.compactMap { sheet.place($0).map { row[$0].words } }.filter { !$0.isEmpty }.joined(separator: ", ")
  }

  private func bars(_ sheet: Sheet) -> [(label: String, data: [String: JSON])] {
    measures.compactMap { sheet.place($0) }.map { place in
      (sheet.headings[place].title, figures(sheet.rows, at: place, sheet))
    }
  }

  private func lines(_ sheet: Sheet) -> [(label: String, data: [String: JSON])] {
    guard let place = measures.first.flatMap({ sheet.place($0) }) else { return [] }
    guard let split = split.flatMap({ sheet.place($0) }) else {
      return [(sheet.headings[place].title, figures(sheet.rows, at: place, sheet))]
    }
    let parts = Dictionary(grouping: sheet.rows) { $0[split].words }
    return parts.keys.sorted().map { ($0, figures(parts[$0] ?? [], at: place, sheet)) }
  }

  private func spans(_ sheet: Sheet) -> [(label: String, data: [String: JSON])] {
    let places = measures.compactMap { sheet.place($0) }
    guard places.count == 2 else { return [] }
    var data: [String: JSON] = [:]
    for row in sheet.rows {
      guard let low = row[places[0]].figure, let high = row[places[1]].figure else { continue }
      data[label(row, sheet)] = [.number(low), .number(high)]
    }
    return [("\(sheet.headings[places[0]].title) \(sheet.headings[places[1]].title)", data)]
  }

  private func figures(_ rows: [[Value]], at place: Int, _ sheet: Sheet) -> [String: JSON] {
    var figures: [String: JSON] = [:]
    for row in rows {
      if let figure = row[place].figure { figures[label(row, sheet)] = .number(figure) }
    }
    return figures
  }
}

extension Sheet {
  fileprivate func place(_ name: String) -> Int? { headings.firstIndex { $0.name == name } }
}

extension Value {
  /// What can be drawn.
  fileprivate var figure: Double? {
    switch self {
    case .count(let count): count.map(Double.init)
    case .number(let number), .percent(let number), .seconds(let number): number
    case .amount(let digits): digits.flatMap { Double($0) }
    case .text, .link, .time: nil
    }
  }
}
