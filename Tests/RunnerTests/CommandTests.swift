import FunctionShell
import TestKit
import Testing

@testable import local_runner

@Suite struct CommandTests {
  private func run(_ arguments: String...) throws -> Spawn.Result { try Spawn(built: "local-runner", arguments).run() }

  @Test func helpNamesEveryCommandAndEachCommandExplainsItself() throws {
    let list = try run("help")
    #expect(list.exitCode == 0)
    let names = Commands.all.map { $0.name }
    for name in names {
      #expect(list.output.contains("\n  \(name) "))
      let help = try run("help", name)
      #expect(help.exitCode == 0)
      #expect(help.output.hasPrefix("local-runner \(name)"))
      #expect(help.output.contains("--root DIR") && help.output.contains("Exit codes:\n  0 "))
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

  @Test func theRunnerTellsItsVersion() throws {
    #expect(try run("--version").output == "local-runner \(FunctionShell.version)\n")
  }

  @Test(arguments: [
    (["simulat"], "did you mean simulate?"), (["serv"], "did you mean serve?"),
    (["help", "publsh"], "did you mean publish?"),
    (["simulate", "--dys", "3"], "did you mean --days?"), (["database", "strat"], "did you mean start?"),
    (["completion", "bsh"], "did you mean bash?"),
  ])
  func aSlipOfTheFingerIsAnsweredWithWhatWasMeant(arguments: [String], hint: String) throws {
    let result = try Spawn(built: "local-runner", arguments).run()
    #expect(result.exitCode == 64)
    #expect(result.log.contains(hint), "\(result.log)")
  }

  @Test func everyShellCompletesEveryCommandAndOption() throws {
    for shell in Completion.allCases {
      let script = try run("completion", shell.rawValue).output
      for command in Commands.all {
        #expect(script.contains(command.name))
        for option in command.manual.options {
          #expect(script.contains(shell == .fish ? "-l \(option.name.dropFirst(2))" : option.name))
        }
      }
    }
  }

  @Test func bashOffersWhatFitsTheWord() throws {
    let script = try run("completion", "bash").output
    let ask = "\nCOMP_WORDS=(local-runner simulate --da); COMP_CWORD=2; _local_runner; echo \"${COMPREPLY[*]}\""
    #expect(try Spawn("/bin/bash", ["-c", script + ask]).run().output == "--days\n")
    let first = "\nCOMP_WORDS=(local-runner si); COMP_CWORD=1; _local_runner; echo \"${COMPREPLY[*]}\""
    #expect(try Spawn("/bin/bash", ["-c", script + first]).run().output == "simulate sink\n")
  }

  @Test func theManualPageNamesEveryCommandAndOption() throws {
    let page = try run("man").output
    #expect(page.hasPrefix(".TH LOCAL"))
    for command in Commands.all {
      #expect(page.contains(".SS \(command.name.replacing("-", with: "\\-"))"))
      for option in command.manual.options {
        #expect(page.contains("\\fB\(option.name.replacing("-", with: "\\-"))\\fR"))
      }
    }
  }

  @Test func outsideAProjectTheRunnerSaysWhatToDo() throws {
    let result = try Spawn(built: "local-runner", ["database", "url", "--root", "/usr"]).run()
    #expect(result.exitCode == 64)
    #expect(result.log.contains("--root"))
  }
}
