/// What the Tab key offers in a shell.
enum Completion: String, CaseIterable {
  case bash, zsh, fish

  var script: String {
    switch self {
    case .bash: bash
    case .zsh: "#compdef local-runner\nautoload -U +X bashcompinit && bashcompinit\n\(bash)"
    case .fish: fish
    }
  }

  private var bash: String {
    let cases = Commands.all.map { command in
      "    \(command.name)) words=\"\((command.manual.choices + Completion.options(command)).joined(separator: " "))\" ;;"
    }
    return """
      _local_runner() {
        local word=${COMP_WORDS[COMP_CWORD]} words
        case ${COMP_WORDS[1]} in
      \(cases.joined(separator: "\n"))
          help) words="\(Completion.names)" ;;
        esac
        [ "$COMP_CWORD" -eq 1 ] && words="\(Completion.names) help --version --help"
        COMPREPLY=($(compgen -W "$words" -- "$word"))
      }
      complete -o default -F _local_runner local-runner
      """
  }

  private var fish: String {
    var lines = ["complete -c local-runner -n __fish_use_subcommand -a help -d 'what a command does'"]
    for command in Commands.all {
      lines.append(
        "complete -c local-runner -n __fish_use_subcommand -a \(command.name) -d '\(quoted(command.summary))'")
      let seen = "-n '__fish_seen_subcommand_from \(command.name)'"
      for choice in command.manual.choices { lines.append("complete -c local-runner \(seen) -a \(choice)") }
      for option in command.manual.options + Manual.common {
        let value = option.value == nil ? "" : " -r"
        lines.append(
          "complete -c local-runner \(seen) -l \(option.name.dropFirst(2))\(value) -d '\(quoted(option.text))'")
      }
    }
    return lines.joined(separator: "\n")
  }

  private static var names: String { Commands.all.map { $0.name }.joined(separator: " ") }

  private static func options(_ command: any Command.Type) -> [String] {
    (command.manual.options + Manual.common).map(\.name)
  }

  private func quoted(_ text: String) -> String {
    text.replacing("\n", with: " ").replacing("\\", with: "\\\\").replacing("'", with: "\\'")
  }
}
