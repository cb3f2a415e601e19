import Foundation
import TestKit
import Testing

/// The deliberate faults of Tests/Mutants still fit the tree, so that `scripts/mutants.sh` can put each of them in.
@Suite struct MutantTests {
  /// A file of the folder: what it says of itself, and the blocks of lines that it replaces.
  private struct Mutant {
    let name: String
    let tests: [Substring]
    let file: String
    let blocks: [(old: String, new: String)]

    init(_ name: String) throws {
      self.name = name
      let text = try String(contentsOf: MutantTests.folder.appending(path: name), encoding: .utf8)
      let lines = text.split(separator: "\n", omittingEmptySubsequences: false)
      func value(_ label: String) throws -> Substring {
        try #require(lines.first { $0.hasPrefix(label) }, "\(name) has no line \(label)").dropFirst(label.count)
      }
      _ = try value("breaks: ")
      tests = try value("tests: ").split(separator: "|")
      file = String(try value("--- a/"))
      var hunks: [[Substring]] = []
      for line in lines.dropLast() {
        if line.hasPrefix("@@ ") { hunks.append([]) } else if !hunks.isEmpty { hunks[hunks.count - 1].append(line) }
      }
      blocks = hunks.map { hunk in
        func lines(but sign: Character) -> String {
          hunk.filter { $0.first != sign }.map { "\($0.dropFirst())\n" }.joined()
        }
        return (lines(but: "+"), lines(but: "-"))
      }
    }
  }

  private static let folder = PackageFolder.url.appending(path: "Tests/Mutants")

  private static func mutants() throws -> [Mutant] {
    try FileManager.default.contentsOfDirectory(atPath: folder.path).sorted().map(Mutant.init)
  }

  @Test func eachFaultFitsOnePlaceOfItsFile() throws {
    for mutant in try Self.mutants() {
      let text = try String(contentsOf: PackageFolder.url.appending(path: mutant.file), encoding: .utf8)
      #expect(!mutant.blocks.isEmpty, "\(mutant.name) changes nothing")
      for block in mutant.blocks {
        let places = text.ranges(of: block.old).count
        #expect(
          places == 1 && block.old != block.new,
          "Tests/Mutants/\(mutant.name) fits \(places) places of \(mutant.file): write it anew for the code as it is")
      }
    }
  }

  @Test func eachNamesSuitesThatAreThere() throws {
    let tests = PackageFolder.url.appending(path: "Tests").path
    let files = try FileManager.default.subpathsOfDirectory(atPath: tests).filter { $0.hasSuffix(".swift") }
    let suites = Set(
      try files.flatMap { file in
        try String(contentsOfFile: "\(tests)/\(file)", encoding: .utf8).matches(of: /struct ([A-Za-z]+Tests)\b/)
          .map { String($0.1) }
      })
    let modules = Set(files.compactMap { $0.split(separator: "/").first.map(String.init) })
    for mutant in try Self.mutants() {
      for test in mutant.tests {
        let name = String(test.split(separator: ".").last ?? "")
        #expect(
          suites.contains(name) || modules.contains(name),
          "Tests/Mutants/\(mutant.name) names \(test), which is neither a suite nor a module of tests")
      }
    }
  }
}
