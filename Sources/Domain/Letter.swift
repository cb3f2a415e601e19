/// A message that is reserved and may carry what else is due for its learner on its channel until a moment.
struct Letter {
  let channel: Channel
  let until: Instant
}
