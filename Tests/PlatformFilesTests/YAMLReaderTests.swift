import Testing
import YAML

@Suite struct YAMLReaderTests {
  @Test func keysAreReadInProportionToTheirNumber() throws {
    let text = (0..<50_000).map { "key\($0): 1\n" }.joined()
    var node: YAMLNode?
    let time = try ContinuousClock().measure { node = try YAMLReader.read(text) }
    var entries: [YAMLNode.Entry] = []
    if case .mapping(let read) = node?.content { entries = read }
    #expect(entries.count == 50_000 && entries.last?.line == 50_000)
    #expect(time < .seconds(20))
  }
}
