import Domain
import FunctionContract
import Store
import Transport

/// One event's deliveries on their way from announcement to record.
struct SendRun<Sender: MessageChannel> {
  private let channel: Sender
  private let settings: SendSettings
  private let client: ProviderClient
  private let invocation: Invocation
  private(set) var library: CampaignLibrary
  private(set) var counts = SendCounts()
  /// Deliveries that there was no time for.
  private(set) var left: [Int] = []

  init(
    channel: Sender, settings: SendSettings, library: CampaignLibrary, client: ProviderClient, invocation: Invocation
  ) {
    self.channel = channel
    self.settings = settings
    self.library = library
    self.client = client
    self.invocation = invocation
  }

  mutating func send(_ ids: [Int], _ connection: borrowing Connection) throws(StoreError) {
    let clock = SendClock(invocation)
    counts.announced = ids.count
    guard try connection.first(ReadBreaker(provider: channel.provider, now: clock.now)) == nil else {
      counts.waiting = ids.count
      return
    }
    let due = try connection.run(ReadDueDeliveries(ids: ids, channel: Sender.channel, now: clock.now))
    var composer = Composer(channel: channel, settings: settings, now: invocation.now)
    let chunks = try composer.chunks(of: due, &library, connection)
    if !composer.skips.isEmpty { counts.skipped += try connection.execute(SkipDeliveries(skips: composer.skips)) }
    var dispatcher = Dispatcher(
      channel: channel, library: library, settings: settings, client: client, clock: clock,
      deadline: invocation.deadline)
    left = try dispatcher.send(chunks, connection)
    counts.add(dispatcher.counts)
  }
}
