/// How a handler was started.
enum Mode: Equatable {
  /// One event on standard input, one reply on standard output.
  case once
  /// One event a line in, one reply a line out, until the input ends.
  case stream
  case help
  case version

  /// The mode that the arguments after the program's name ask for, nil where they are not understood.
  init?(_ arguments: some Collection<String>) {
    switch Array(arguments) {
    case []: self = .once
    case ["--stream"]: self = .stream
    case ["--help"], ["-h"]: self = .help
    case ["--version"]: self = .version
    default: return nil
    }
  }
}
