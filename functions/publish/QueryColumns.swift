import Campaigns
import JSON
import Store

/// The columns that a query has, against those that it must have.
struct QueryColumns {
  private let contract: QueryContract
  private let columns: [ListViewColumns.Row]

  init(_ contract: QueryContract, _ columns: [ListViewColumns.Row]) {
    self.contract = contract
    self.columns = columns
  }

  func faults(_ compiled: CompiledCampaign) -> [Diagnostic] {
    switch contract.columns {
    case .exactly(let expected):
      let matches = columns.map { [$0.name, $0.type] } == expected.map { [$0.name, $0.type] }
      let names = expected.map { "\($0.name) \($0.type)" }.joined(separator: ", ")
      return matches ? [] : [fault(compiled, "the columns must be \(names); they are \(found)")]
    case .ofTypes(let types):
      let matches = !columns.isEmpty && columns.allSatisfy { types.contains($0.type) }
      return matches
        ? [] : [fault(compiled, "each column must be \(types.joined(separator: " or ")); they are \(found)")]
    case .likeSamples: return sampleFaults(compiled)
    }
  }

  private var found: String { columns.map { "\($0.name) \($0.type)" }.joined(separator: ", ") }

  private func sampleFaults(_ compiled: CompiledCampaign) -> [Diagnostic] {
    let names = Set(columns.map(\.name))
    return compiled.samples.sorted { $0.key < $1.key }.flatMap { sample, context -> [Diagnostic] in
      let keys = Set((context.object ?? [:]).keys)
      return names.symmetricDifference(keys).sorted().map { name in
        Diagnostic(
          file: "\(compiled.folder)/samples/\(sample).json", line: 1,
          message: names.contains(name)
            ? "the column \(name) of \(contract.file) is missing" : "\(name) is no column of \(contract.file)")
      }
    }
  }

  private func fault(_ compiled: CompiledCampaign, _ message: String) -> Diagnostic {
    Diagnostic(file: "\(compiled.folder)/\(contract.file)", line: 1, message: message)
  }
}
