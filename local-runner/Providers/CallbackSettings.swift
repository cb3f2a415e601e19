import Domain

/// What recipients do with the messages of the fake providers.
struct CallbackSettings: Sendable {
  /// From acceptance to the report of delivery.
  var delay = Instant.Span(microseconds: 200_000)
  /// Share of delivered emails that are opened, and of opened ones whose link is followed.
  var opened = 0.0
  var clicked = 0.0
  /// Share of messages that bounce; addresses that begin with `bounce` always do.
  var bounced = 0.0
  /// Waits before a callback that was not taken is tried again; after the last one it counts as failed.
  var retries = [Instant.Span.seconds(1), .seconds(5), .seconds(25)]
  /// Most events in one batch.
  var batch = 1000
}
