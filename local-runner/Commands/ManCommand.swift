/// `man`: all of the help as a manual page.
struct ManCommand: Command {
  static let name = "man"
  static let summary = "print the manual page"
  static let manual = Manual(
    text: """
      Prints a page for `man`: `local-runner man >/usr/local/share/man/man1/local-runner.1`, or
      `local-runner man | man -l -` to read it at once.
      """)

  init(_ options: Options) throws(RunnerError) { _ = try options.words(0...0, "no words") }

  func run() -> Int32 {
    Console.say(ManualPage.text)
    return 0
  }
}
