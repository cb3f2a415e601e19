import Sending

/// How attempts ended that no database could be told yet: a sender that lives records them at its next event.
final class Backlog {
  var attempts: [Attempt] = []
}
