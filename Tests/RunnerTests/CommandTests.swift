import Testing
import TestKit

@Suite struct CommandTests {
  private func run(_ arguments: String...) throws -> Spawn.Result { try Spawn(built: "local-runner", arguments).run() }

  @Test func helpNamesEveryCommandAndEachCommandExplainsItself() throws {
    let list = try run("help")
    #expect(list.exitCode == 0)
    let names = list.output.split(separator: "\n").filter { $0.hasPrefix("  ") }.compactMap {
      $0.split(separator: " ").first
    }
    #expect(names.count >= 10)
    for name in names {
      let help = try run("help", String(name))
      #expect(help.exitCode == 0)
      #expect(help.output.hasPrefix("local-runner \(name)"))
    }
  }

  @Test(arguments: [
    ["nonsense"], ["database"], ["invoke"], ["serve", "--nonsense"], ["sink", "--port"], ["sink", "--port", "x"],
  ])
  func wrongWordsEndWith64AndSayWhereToLook(arguments: [String]) throws {
    let result = try Spawn(built: "local-runner", arguments).run()
    #expect(result.exitCode == 64)
    #expect(result.log.contains("local-runner help"))
    #expect(result.output.isEmpty)
  }

  @Test func outsideAProjectTheRunnerSaysWhatToDo() throws {
    let result = try Spawn(built: "local-runner", ["database", "url", "--root", "/usr"]).run()
    #expect(result.exitCode == 64)
    #expect(result.log.contains("--root"))
  }
}
