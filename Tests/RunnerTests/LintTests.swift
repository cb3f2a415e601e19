import Foundation
import TestKit
import Testing

/// `local-runner lint` over a project of two modules and a handler.
@Suite struct LintTests {
  private let root = FileManager.default.temporaryDirectory.appending(path: "lint-\(UInt64.random(in: 0 ... .max))")

  /// Writes the project, lets `change` damage it, and runs the command.
  private func lint(_ files: [String: String] = [:], table: String = table) throws -> Spawn.Result {
    defer { try? FileManager.default.removeItem(at: root) }
    let whole = [
      "docs/architecture.md": "# Architecture\n\n| module | owns | imports |\n| --- | --- | --- |\n\(table)\nEnd.\n",
      "functions/detect/Detect.swift": "import Low\n@testable public import struct Upper.Thing\n",
      "Sources/Upper/Deep/Upper.swift":
        "/// import Foundation\nlet text = \"import Foundation\"\ninternal import Low\n",
      "Sources/Low/Low.swift": "import CLow\n", "Sources/CLow/module.modulemap": "module CLow { link \"low\" }",
      "infra/database/empty": "",
    ]
    for (path, text) in whole.merging(files, uniquingKeysWith: { $1 }) {
      let file = root.appending(path: path)
      try FileManager.default.createDirectory(
        at: file.deletingLastPathComponent(), withIntermediateDirectories: true)
      try text.write(to: file, atomically: true, encoding: .utf8)
    }
    return try Spawn(built: "local-runner", ["lint", "--root", root.path]).run()
  }

  private static let table = """
    | `functions/*` | handlers | `Upper`, `Low` |
    | `Upper` | up | `Low` |
    | `Low` | a C library | `CLow` |

    """

  @Test func aTableThatTellsTheImportsIsFine() throws {
    let result = try lint()
    #expect(result.exitCode == 0, "\(result.log)")
    #expect(result.log.isEmpty)
  }

  @Test func anImportThatTheTableLacksIsToldWithItsPlace() throws {
    let result = try lint(["Sources/Upper/Other.swift": "\npublic import Foundation\n"])
    #expect(result.exitCode == 65)
    #expect(
      result.log
        == "Sources/Upper/Other.swift:2: Upper imports Foundation, which docs/architecture.md:6 does not list\n")
  }

  @Test func aListedImportThatNoFileHasIsToldWithItsRow() throws {
    let result = try lint(["functions/detect/Detect.swift": "import Low\n"])
    #expect(result.exitCode == 65)
    #expect(result.log == "docs/architecture.md:5: functions/* lists Upper, which none of its files imports\n")
  }

  /// Holds REQ-2-45.
  @Test func anImportThatRunsUpwardsIsAFault() throws {
    let table = "| `functions/*` | a | `Upper`, `Low` |\n| `Low` | b | `CLow` |\n| `Upper` | c | `Low` |\n"
    #expect(try lint(table: table).log == "docs/architecture.md:7: Upper imports Low, which stands above it\n")
  }

  @Test func aModuleWithoutARowIsAFault() throws {
    let result = try lint(["Sources/New/New.swift": ""])
    #expect(result.log == "docs/architecture.md: no row for Sources/New\n")
  }

  @Test func aLibraryHasOneOwner() throws {
    let table = Self.table.replacing("| `Low` |\n| `Low`", with: "| `Low`, `CLow` |\n| `Low`")
    let result = try lint(["Sources/Upper/Also.swift": "import CLow"], table: table)
    #expect(result.log == "docs/architecture.md:7: CLow is owned by Upper: Low may not import it\n")
  }

  @Test func aPageWithoutTheTableIsAFault() throws {
    let result = try lint(["docs/architecture.md": "# Architecture\n"])
    #expect(result.exitCode == 65)
    #expect(result.log.contains("no table"))
  }
}
