import Foundation
import TestKit
import Testing

/// The fuzzer's seeds through the functions that it runs: what they promise, and the time that long inputs take.
@Suite struct CorpusTests {
  private static let folder = PackageFolder.url.appending(path: "Tests/FuzzTests/Corpus")

  @Test(arguments: FuzzTargets.all.map(\.name))
  func everySeedKeepsWhatIsPromised(_ name: String) throws {
    let target = try #require(FuzzTargets[name])
    let folder = Self.folder.appending(path: name)
    let seeds = try FileManager.default.contentsOfDirectory(atPath: folder.path).sorted()
    #expect(!seeds.isEmpty)
    for seed in seeds {
      let bytes = Array(try Data(contentsOf: folder.appending(path: seed)))
      #expect(bytes.count <= target.longest)
      let fault = target.fault(bytes) ?? target.timeFault(bytes, upTo: 1 << 13, noise: 200_000)
      #expect(fault == nil, "\(name)/\(seed)")
    }
  }

  @Test func everyFolderOfSeedsHasATarget() throws {
    let folders = try FileManager.default.contentsOfDirectory(atPath: Self.folder.path)
    #expect(folders.sorted() == FuzzTargets.all.map(\.name).sorted())
  }

  @Test func aBrokenPromiseIsSeen() {
    let promise = FuzzTarget("promise") { broken("no input begins with a", unless: $0.first != UInt8(ascii: "a")) }
    #expect(promise.fault(Array("ab".utf8)) == "no input begins with a")
    #expect(promise.fault(Array("ba".utf8)) == nil)
  }

  @Test func aQuadraticParserIsSeenAndALinearOneIsNot() {
    let quadratic = FuzzTarget("quadratic") { input in
      let sum = input.indices.reduce(0) { sum, end in input[..<end].reduce(sum) { $0 &+ Int($1) } }
      return broken("", unless: sum > 0)
    }
    #expect(quadratic.timeFault(Array("a".utf8), upTo: 1 << 12, noise: 1000) != nil)
    let linear = FuzzTarget("linear") { broken("", unless: $0.reduce(0) { $0 &+ Int($1) } > 0) }
    #expect(linear.timeFault(Array("a".utf8), upTo: 1 << 17, noise: 1000) == nil)
  }
}
